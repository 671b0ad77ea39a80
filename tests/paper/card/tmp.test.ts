import { mkdirSync } from 'node:fs';
import sharp from 'sharp';
import { it } from 'vitest';
import { sharedEdition } from '../../doors/gateway/open-gateway.ts';
import { drawCard, linkText } from './drawn-cards.ts';

it('draws', async () => {
  const e = await sharedEdition();
  mkdirSync('/tmp/cards-pics', { recursive: true });
  const slip = 'https://guide.example/#/s/' + 'A'.repeat(1100);
  for (const tag of ['en', 'ur'])
    for (const layout of ['status', 'square', 'strip'] as const)
      for (const [name, seats, other] of [
        ['one', ['NA-130'], {}],
        [
          'own',
          ['NA-130'],
          {
            ownLine:
              tag === 'en' ? 'Come early, and bring your mother along' : 'صبح جلدی آئیں، ماں جی کو بھی ساتھ لائیں',
          },
        ],
        ['list', ['PA-124'], {}],
        ['two', ['NA-130', 'PA-132'], {}],
        [
          'slip',
          ['NA-130'],
          {
            codes: [
              { kind: 'slip', text: slip },
              { kind: 'link', text: linkText },
            ],
          },
        ],
        ['off', ['PA-126'], {}],
      ] as const) {
        const svg = await drawCard(e, seats, tag, { layout, ...other } as never);
        await sharp(Buffer.from(svg))
          .flatten({ background: '#fff' })
          .png()
          .toFile(`/tmp/cards-pics/${layout}-${name}-${tag}.png`);
      }
}, 100_000);
