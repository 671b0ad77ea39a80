// `#/parts`: every basic part in every state, to be looked at while it is changed. In development alone; no build has it.

import { SlipDrawing } from '../find/slip-drawing.tsx';
import { Ways } from '../find/ways.tsx';
import { BottomBar } from '../frame/bars/bottom-bar.tsx';
import { TopBar } from '../frame/bars/top-bar.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Icon, iconNames } from '../kit/icon.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { SeatButton } from '../list/seat-button.tsx';
import { BallotParts } from './ballot-parts.tsx';
import { Group } from './group.tsx';
import styles from './parts-page.module.css';

const tones = ['good', 'calm', 'note', 'old', 'bad'] as const;
const grounds = ['paper', 'sheet', 'sunk', 'press', 'press-soft', 'good', 'calm', 'old', 'bad', 'line', 'rim'];
const letters = ['tiny', 'small', 'body', 'large', 'title', 'name', 'digit'];
const nothing = (): void => undefined;

export function PartsPage() {
  return (
    <>
      <TopBar />
      <main>
        <h1>Parts</h1>
        <Group name="Colours">
          <div class={styles.many}>
            {grounds.map((name) => (
              <span key={name} class={styles.ground} style={{ background: `var(--${name})` }}>
                <span>{name}</span>
              </span>
            ))}
          </div>
        </Group>
        <Group name="Letters">
          {letters.map((name) => (
            <p key={name} style={{ fontSize: `var(--${name})`, lineHeight: 'var(--tight)' }}>
              {name} 130 <span lang="ur">نشان</span>
            </p>
          ))}
        </Group>
        <Group name="Icons">
          <div class={styles.many}>
            {iconNames.map((name) => (
              <span key={name} class={styles.icon}>
                <Icon name={name} />
                {name}
              </span>
            ))}
          </div>
        </Group>
        <Group name="Marks">
          <div class={styles.many}>
            {tones.map((tone) => (
              <span key={tone} class={styles.icon}>
                <StateMark tone={tone} />
                {tone}
              </span>
            ))}
          </div>
          <SlipDrawing />
        </Group>
        <Group name="Buttons">
          <Button icon="saving" label="The one thing to do" kind="main" onPress={nothing} />
          <Button icon="list" label="Something else" onPress={nothing} />
          <Button icon="keep" label="A switch that is on" isOn onPress={nothing} />
          <Button icon="trash" label="Deletes" kind="danger" onPress={nothing} />
          <Button
            icon="people"
            label="A label that is so long that it needs a second line, or even a third"
            onPress={nothing}
          />
        </Group>
        <Group name="Boxes">
          {tones.map((tone) => (
            <Box key={tone} tone={tone} title={`A box that is ${tone}`}>
              <span>What it means, and what to do next.</span>
            </Box>
          ))}
          <Box tone="old" title="With something to do">
            <Button icon="saving" label="Try again" kind="main" onPress={nothing} />
            <Button icon="close" label="Close" onPress={nothing} />
          </Box>
        </Group>
        <Group name="Ways and seats">
          <Ways />
          <SeatButton code="NA-130" />
          <SeatButton code="PA-7" isTile />
        </Group>
        <BallotParts />
      </main>
      <BottomBar />
    </>
  );
}
