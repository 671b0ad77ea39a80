// Guidance as numbered pictures: how to vote, what to bring, what to do when something is wrong.
import { clipSubject } from '../../core/guide/media.ts';
import { VotingDay } from '../day/voting-day.tsx';
import { NoGuideYet } from '../frame/no-guide-yet.tsx';
import { Content } from '../kit/content.tsx';
import { t } from '../say.ts';
import { SoundButton } from '../sound/sound-button.tsx';
import { getState } from '../world.ts';
import { PageLinks } from './page-links.tsx';
import { Steps } from './steps.tsx';

export function Guidance() {
  const { head, place } = getState();
  if (!head) {
    return (
      <>
        <h1 tabIndex={-1}>{t('guidance.title')}</h1>
        <NoGuideYet />
      </>
    );
  }
  const { pages } = head;
  const page = pages.find(({ id }) => id === place.page) ?? pages.find(({ kind }) => kind === 'steps') ?? pages[0];
  if (!page) {
    return (
      <>
        <h1 tabIndex={-1}>{t('guidance.none')}</h1>
        <VotingDay isLink />
      </>
    );
  }
  return (
    <>
      <h1 tabIndex={-1}>
        <Content of={page.title} />
      </h1>
      <SoundButton of={{ of: clipSubject.page(page.id), sound: page.sound }} />
      <Steps page={page} />
      <PageLinks pages={pages.filter((each) => each !== page)} />
      <VotingDay isLink />
    </>
  );
}
