// Which language the app speaks: the guide's own first, then all others, each by its own name in its own script.

import { languages, type Language as Spoken } from '../../words/languages.ts';
import { Button } from '../kit/buttons/button.tsx';
import sheet from '../kit/sheet.module.css';
import { goBack } from '../navigate.ts';
import { guideLanguages, t } from '../say.ts';
import { setLanguage } from '../seat/remember.ts';
import { getState } from '../world.ts';
import styles from './language.module.css';
import { chooseNaskh, chooseNastaliq, fontKilobytes } from './nastaliq.ts';

export function Language() {
  const { words, isNastaliq } = getState();
  const first = guideLanguages();
  const others = languages.filter((language) => !first.includes(language));
  return (
    <>
      <h1 tabIndex={-1}>{t('top.language')}</h1>
      <section class={styles.languages}>
        {first.map((language) => (
          <Choice key={language.tag} language={language} />
        ))}
      </section>
      {words.language === 'ur' && (
        <section class={sheet.stack}>
          <Button
            icon="keep"
            label={t('language.nastaliq')}
            isOn={isNastaliq}
            onPress={() => void (isNastaliq ? chooseNaskh() : chooseNastaliq())}
          />
          {!isNastaliq && <p>{t('language.nastaliq-size', { n: fontKilobytes })}</p>}
        </section>
      )}
      {others.length > 0 && (
        <>
          <h2>{t('language.others')}</h2>
          <p>{t('language.others-text')}</p>
          <section class={styles.languages}>
            {others.map((language) => (
              <Choice key={language.tag} language={language} />
            ))}
          </section>
        </>
      )}
    </>
  );
}

function Choice({ language: { tag, nativeName, isPart, fallback = 'en' } }: { readonly language: Spoken }) {
  const spare = languages.find((each) => each.tag === fallback);
  return (
    <button
      type="button"
      class={styles.choice}
      aria-pressed={tag === getState().words.language}
      onClick={() => void choose(tag)}
    >
      <b lang={tag}>{nativeName}</b>
      {isPart && spare && (
        <small>
          {t('language.part')} <bdi lang={fallback}>{spare.nativeName}</bdi>
        </small>
      )}
    </button>
  );
}

async function choose(tag: string): Promise<void> {
  if (await setLanguage(tag)) goBack();
}
