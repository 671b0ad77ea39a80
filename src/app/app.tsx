// The frame of every screen: top, screen, bottom, and what the app itself asks, quietly.

import styles from './app.module.css';
import { isPollingDay } from './day/polling-day.ts';
import { BottomBar } from './frame/bars/bottom-bar.tsx';
import { TopBar } from './frame/bars/top-bar.tsx';
import { WorkLine } from './frame/bars/work-line.tsx';
import { lateNotices } from './frame/late-notices.ts';
import { lateUpdate } from './install/late-install.ts';
import { lateBar } from './ready/late-drill.ts';
import { t } from './say.ts';
import { screenOf } from './screen-list.ts';
import { getState, getWorld } from './world.ts';

export function App() {
  const { place, hasGuide, isUpdateReady, isOriginOdd, isGuideLost, drill, drillEnd } = getState();
  const Screen = screenOf(place.screen);
  if (!hasGuide) return <NoGuide />;
  return (
    <>
      {drill ? (
        <div class={styles.head}>
          <lateBar.Part />
          <TopBar />
        </div>
      ) : (
        <TopBar />
      )}
      <main>
        {(drillEnd || isOriginOdd || isGuideLost) && <lateNotices.Part />}
        <Screen key={place.screen} />
        {isUpdateReady && !isPollingDay(getState(), getWorld().now()) && <lateUpdate.Part />}
      </main>
      <div class={styles.foot}>
        <WorkLine />
        <BottomBar />
      </div>
    </>
  );
}

/** The shell alone, as it comes from the bundler: it knows no publisher and asks nobody. */
function NoGuide() {
  return (
    <main>
      <h1 tabIndex={-1}>{t('trouble.no-guide')}</h1>
      <p>{t('trouble.no-guide-next')}</p>
    </main>
  );
}
