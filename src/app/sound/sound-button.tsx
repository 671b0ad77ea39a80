// ▶: lets something on the screen be heard, by a tap alone, beside its words. It says whether a person or a computer
// speaks. How it is played is sound.ts, loaded when it is wanted.
import { useEffect, useState } from 'preact/hooks';
import type { Text } from '../../core/guide/format/text.ts';
import type { Clip, ClipWish } from '../../core/guide/media.ts';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import { pick, plain, t } from '../say.ts';
import { clipFor } from './heard.ts';
import styles from './sound-button.module.css';
import { type Sound, silence, sounding } from './sounding.ts';
import { localVoice, watchVoices } from './voices.ts';

interface SoundButtonProps {
  /** What it is about, and the sound that the guide names for it. */
  readonly of: ClipWish;
  /** What the phone's own voice reads where the guide has no clip; without it there is no button then. */
  readonly text?: Text | undefined;
}

/** The sound of something; nothing where there is none. */
export function SoundButton({ of, text }: SoundButtonProps) {
  const clip = clipFor(of);
  if (clip) return <Player name={of.of} sound={{ clip }} />;
  const read = pick(text);
  return read && <PhoneVoice name={of.of} text={read.text} language={read.language} />;
}

/** A clip that speaks for itself. */
export function ClipButton({ clip }: { readonly clip: Clip }) {
  return <Player name={`clip/${clip.id}`} sound={{ clip }} />;
}

interface PhoneVoiceProps {
  readonly name: string;
  readonly text: string;
  readonly language: string;
}

function PhoneVoice({ name, text, language }: PhoneVoiceProps) {
  const [hasVoice, setVoice] = useState(() => localVoice(language) !== null);
  useEffect(() => {
    const look = (): void => setVoice(localVoice(language) !== null);
    look();
    return watchVoices(look);
  }, [language]);
  return hasVoice ? <Player name={name} sound={{ text, language }} /> : null;
}

/** A part that plays cannot be had while it was never loaded and there is no network. */
async function withPlayer(use: (player: typeof import('./sound.ts')) => unknown): Promise<void> {
  const player = await import('./sound.ts').catch(() => null);
  if (player) await use(player);
}

function Player({ name, sound }: { readonly name: string; readonly sound: Sound }) {
  const [heard, setHeard] = useState(silence);
  useEffect(() => {
    const end = sounding.subscribe(() => setHeard(sounding.get()));
    return () => {
      end();
      // Whoever goes on hears no more of what is no longer on the screen.
      if (sounding.get().key === name) void withPlayer(({ stopSound }) => stopSound(name));
    };
  }, [name]);
  const isOn = heard.key === name;
  const failure = heard.failed?.key === name ? heard.failed.why : null;
  const isComputer = !('clip' in sound) || sound.clip.synthetic;
  const action = t(isOn ? 'sound.stop' : 'sound.listen');
  const title = 'clip' in sound ? plain(sound.clip.title) : sound.text;
  const voice = t('clip' in sound ? 'sound.synthetic' : 'sound.phone-voice');
  return (
    <div class={styles.player}>
      <button
        type="button"
        class={isOn ? `${styles.button} ${styles.on}` : styles.button}
        onClick={() => void withPlayer(({ toggleSound }) => toggleSound(name, sound))}
      >
        <span class={styles.disc}>
          <Icon name={isOn ? 'stop' : 'play'} />
        </span>
        <span class={styles.words}>
          <b>
            {isOn && heard.phase === 'fetching' ? t('sound.fetching') : action}
            <span class={styles.unseen}>: {title}</span>
          </b>
          <span class={styles.voice}>
            {isComputer && <Icon name="chip" />}
            {isComputer ? voice : 'clip' in sound && <VoiceOf clip={sound.clip} />}
          </span>
          {isOn && (
            <progress
              class={styles.bar}
              {...(heard.total > 0 ? { max: heard.total, value: Math.min(heard.seconds, heard.total) } : {})}
              aria-label={title}
            />
          )}
        </span>
      </button>
      {failure && (
        <p class={styles.failure} role="alert">
          {t(`sound.${failure}`)}
        </p>
      )}
    </div>
  );
}

function VoiceOf({ clip }: { readonly clip: Clip }) {
  return plain(clip.voice) === '' ? null : <Content of={clip.voice} />;
}
