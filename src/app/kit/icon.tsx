// The icons: our own strokes on a grid of 24. An icon never stands without a word beside it or a label around it.
import styles from './icon.module.css';

const strokes = {
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  help: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM9.7 9.7a2.4 2.4 0 1 1 3.6 2.1c-.9.6-1.3 1.1-1.3 2.1M12 17v.01',
  erase: 'M9 5h11v14H9l-6-7zM12 9.5l5 5M17 9.5l-5 5',
  pad: 'M4.5 4.5h1v1h-1zM11.5 4.5h1v1h-1zM18.5 4.5h1v1h-1zM4.5 11.5h1v1h-1zM11.5 11.5h1v1h-1zM18.5 11.5h1v1h-1zM4.5 18.5h1v1h-1zM11.5 18.5h1v1h-1zM18.5 18.5h1v1h-1z',
  list: 'M9 6h12M9 12h12M9 18h12M3.5 5.5h1v1h-1zM3.5 11.5h1v1h-1zM3.5 17.5h1v1h-1z',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L21 21',
  ballot: 'M5 3h14v18H5zM8.5 12l2.5 2.5 4.5-5M8.5 18h7',
  pin: 'M12 21.5s7-6.7 7-12a7 7 0 0 0-14 0c0 5.3 7 12 7 12zM12 7a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
  box: 'M3 12h18v9H3zM7 12V3h10v9M10 7l1.5 1.5L14.5 5.5',
  news: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 22h4',
  offline:
    'M3 3l18 18M5 12.5a10 10 0 0 1 4.5-2.7M19 12.5a10 10 0 0 0-5-2.9M8.5 16a5 5 0 0 1 7 0M12 20v.01M2 9a15 15 0 0 1 4.5-3M22 9A15 15 0 0 0 11 5',
  saved: 'M6 3h12v18l-6-4.5L6 21zM9 9.5l2.2 2.2L15.5 7.5',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  picture: 'M3 5h18v14H3zM3 17l6-6 9 8M15 9v.01',
  saving: 'M12 3v12M7 10.5l5 5 5-5M5 20.5h14',
  camera: 'M3 7.5h4.5L9 5h6l1.5 2.5H21V19H3zM12 9.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z',
  people:
    'M9 4.5a3.25 3.25 0 1 1 0 6.5 3.25 3.25 0 0 1 0-6.5zM2.5 20c0-4 2.7-6.5 6.5-6.5s6.5 2.5 6.5 6.5M16 4.8a3 3 0 0 1 0 6M18 14c2.3.8 3.6 3 3.6 6',
  globe: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM3 12h18M12 3c3.5 3.5 3.5 14.5 0 18M12 3c-3.5 3.5-3.5 14.5 0 18',
  add: 'M12 5v14M5 12h14',
  copy: 'M8 8h12v12H8zM4.5 16H4V4h12v.5',
  close: 'M6 6l12 12M18 6L6 18',
  wheelchair: 'M10 4.5v.01M10 8v6h5.5l3 5.5M10 10.5h4.5M8 11.5a5 5 0 1 0 6.5 6.5',
  keep: 'M12 20.5S3.5 15.5 3.5 9.3A4.6 4.6 0 0 1 12 6.8a4.6 4.6 0 0 1 8.5 2.5c0 6.2-8.5 11.2-8.5 11.2z',
  phone: 'M7 2.5h10v19H7zM11 18.5h2',
  code: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2v2M14 18v2h2M19 19h1v1h-1z',
  give: 'M12 15V3M7.5 7.5L12 3l4.5 4.5M5 12v8.5h14V12',
  pause: 'M8 5v14M16 5v14',
  differ: 'M5 9h14M5 15h14M16 4L8 20',
  check: 'M4.5 12.5l5 5 10-11',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 21c0-4.4 3.4-7 8-7s8 2.6 8 7',
  play: 'M8 5l11 7-11 7z',
  stop: 'M7 7h10v10H7z',
  chip: 'M7 7h10v10H7zM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4',
  trash: 'M4 6.5h16M9 6.5V4h6v2.5M6.5 6.5l1 14h9l1-14M10.5 11v5.5M13.5 11v5.5',
  clock: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5.5l3.5 2',
  day: 'M4 5.5h16V21H4zM4 10h16M8 3v4M16 3v4M8.5 15.5l2.5 2.5 4.5-4.5',
  pencil: 'M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5',
  print: 'M7 8V3h10v5M7 17H3.5V8h17v9H17M7 14h10v7H7z',
  message: 'M3.5 4.5h17v12H11l-5 4v-4H3.5zM8 10.5v.01M12 10.5v.01M16 10.5v.01',
  ride: 'M4 5h13l3 6v6h-2.5M15 17H9M5.5 17H4V5M4 11h16M12 5v6M7.25 15.25a1.75 1.75 0 1 1 0 3.5 1.75 1.75 0 0 1 0-3.5zM16.5 15.25a1.75 1.75 0 1 1 0 3.5 1.75 1.75 0 0 1 0-3.5z',
  north: 'M12 20.5V4M5.5 10.5L12 4l6.5 6.5',
} as const;
export type IconName = keyof typeof strokes;

/** Every icon, to be looked at. */
export const iconNames = Object.keys(strokes) as readonly IconName[];

/** Icons that point along the line of reading: turned round in right-to-left. */
const pointing: readonly IconName[] = ['back', 'forward', 'list'];

export function Icon({ name }: { readonly name: IconName }) {
  const isPointing = pointing.includes(name);
  return (
    <svg
      class={isPointing ? `${styles.icon} ${styles.pointing}` : styles.icon}
      data-points={isPointing ? name : undefined}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={strokes[name]} />
    </svg>
  );
}
