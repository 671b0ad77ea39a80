// A ballot as a paper of its own colour: its head with the seat's code, and whatever stands on it.
import type { ComponentChildren } from 'preact';
import { isDark } from '../../core/guide/meaning/colour.ts';
import type { Seat } from '../../core/guide/questions.ts';
import { Content } from '../kit/content.tsx';
import { plain, t } from '../say.ts';
import styles from './ballot.module.css';

interface BallotProps {
  readonly seat: Seat;
  readonly children: ComponentChildren;
  /** The first heading of the screen. */
  readonly isTitle?: boolean;
}

export function Ballot({ seat, children, isTitle = false }: BallotProps) {
  const Heading = isTitle ? 'h1' : 'h2';
  return (
    <section id={`ballot-${seat.code}`} class={styles.paper} style={ballotColours(seat)}>
      <header class={styles.head}>
        <Heading class={styles.code} tabIndex={-1}>
          <bdi>{seat.code}</bdi>
        </Heading>
        <div class={styles.names}>
          <b>
            <Content of={seat.name} />
          </b>
          <BallotName seat={seat} />
        </div>
      </header>
      <div class={styles.body}>{children}</div>
    </section>
  );
}

/** The ballot's name and its colour in words. */
export function BallotName({ seat }: { readonly seat: Seat }) {
  const { name, short, colourName } = seat.ballot;
  return (
    <span class={styles.name}>
      <Content of={plain(short) === '' ? name : short} />
      {colourName && <> · {t('seat.colour', { colour: plain(colourName) })}</>}
    </span>
  );
}

/** The ballot's colour, and what can be read on it, for a style. */
export function ballotColours(seat: Seat): Readonly<Record<string, string>> {
  const { colour } = seat.ballot;
  return { '--ballot': colour, '--on-ballot': isDark(colour) ? '#ffffff' : '#000000' };
}
