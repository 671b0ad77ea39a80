// Below a seat's card: what somebody says to the voters here, and all that can be heard as one thing to fetch.
import { Content } from '../kit/content.tsx';
import { getState } from '../world.ts';
import styles from './card-sounds.module.css';
import { heardMessages } from './heard.ts';
import { ClipButton } from './sound-button.tsx';
import { SoundPack } from './sound-pack.tsx';

export function CardSounds({ regions }: { readonly regions: readonly string[] }) {
  const { clips } = getState();
  return (
    <>
      {heardMessages(regions).map((clip) => (
        <section key={clip.id} class={styles.message}>
          <b>
            <Content of={clip.title} />
          </b>
          <ClipButton clip={clip} />
        </section>
      ))}
      {clips && regions.map((region) => <SoundPack key={region} region={region} isOffer />)}
    </>
  );
}
