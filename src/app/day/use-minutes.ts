// Draws a component again while time passes, so that what it says of hours and minutes stays true.
import { useEffect, useState } from 'preact/hooks';

const everyMs = 20_000;

/** Draws again three times a minute, and when somebody comes back to the page. */
export function useMinutes(): void {
  const [, setCount] = useState(0);
  useEffect(() => {
    const draw = (): void => setCount((count) => count + 1);
    const timer = setInterval(draw, everyMs);
    document.addEventListener('visibilitychange', draw);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', draw);
    };
  }, []);
}
