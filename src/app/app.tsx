// The frame of every screen: top, screen, bottom, and what the app itself asks, quietly.

import styles from './app.module.css';
import { isPollingDay } from './day/polling-day.ts';
import { BottomBar } from './frame/bottom-bar.tsx';
import { TopBar } from './frame/top-bar.tsx';
import { WorkLine } from './frame/work-line.tsx';
import { GuideLost } from './guides/guide-line.tsx';
import { leaveNewerApp, useNewerApp } from './install/shell.ts';
import { Box } from './kit/box.tsx';
import { Button } from './kit/button.tsx';
import { DrillBar, DrillReport } from './ready/drill-bar.tsx';
import { t } from './say.ts';
import { screenOf } from './screen-list.ts';
import { getState, getWorld } from './world.ts';

export function App() {
  const { place, hasGuide, isUpdateReady, drill } = getState();
  const Screen = screenOf(place.screen);
  if (!hasGuide) return <NoGuide />;
  return (
    <>
      {drill ? (
        <div class={styles.head}>
          <DrillBar />
          <TopBar />
        </div>
      ) : (
        <TopBar />
      )}
      <main>
        <DrillReport />
        <GuideLost />
        <Screen key={place.screen} />
        {isUpdateReady && !isPollingDay(getState(), getWorld().now()) && (
          <Box tone="note" title={t('update.ready')}>
            <Button icon="saving" label={t('update.use')} onPress={() => void useNewerApp()} />
            <Button icon="close" label={t('update.later')} onPress={leaveNewerApp} />
          </Box>
        )}
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
