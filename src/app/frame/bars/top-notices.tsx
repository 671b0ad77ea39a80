// What is told above every screen, where there is any of it: loaded then.
import { GuideLost } from '../../guides/guide-line.tsx';
import { OriginBox } from '../../origin/origin-box.tsx';
import { DrillReport } from '../../ready/drill-bar.tsx';
import { getState } from '../../world.ts';

export function TopNotices() {
  const { drillEnd, isOriginOdd, isGuideLost } = getState();
  return (
    <>
      {drillEnd && <DrillReport />}
      {isOriginOdd && <OriginBox />}
      {isGuideLost && <GuideLost />}
    </>
  );
}
