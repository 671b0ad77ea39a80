// The words of `nishan symbols`.
import type { Command } from 'commander';
import type { Output } from '../output.ts';
import type { SheetOptions } from './symbols.ts';

const help = `
A stand-in is a drawing of the same thing from a free icon set, found by the symbol's English name. Phones say that it is
none of the official drawings; slips never print one; a real guide is built with one only when somebody signed it off.

  nishan symbols stand-ins my-guide --icon kettle=mdi:kettle --icon lion=fluent:lion

Words that mean several things ("bat") are not guessed: name the icon.`;

export function addSymbols(program: Command, output: Output, finish: (code: number) => void): void {
  const symbols = program
    .command('symbols')
    .description("look at a guide's drawings, and fill gaps until the official ones come");
  symbols
    .command('sheet <dir>')
    .description('make a page to print: every drawing at 24, 48 and 120 pixels, beside the one most like it')
    .requiredOption('--out <file>', 'required; the page to write (HTML)')
    .option('--languages <tags>', "of the sheet, the main one first: ur,en; the guide's where it is left out")
    .action(async (dir: string, words: Omit<SheetOptions, 'dir'>) => {
      finish(await (await import('./symbols.ts')).sheetCommand({ ...words, dir }, output));
    });
  symbols
    .command('stand-ins <dir>')
    .description('give symbols without a drawing one of the same thing, marked as a stand-in')
    .option(
      '--icon <code=set:name>',
      'for one symbol; may be repeated',
      (each: string, all: string[]) => [...all, each],
      [],
    )
    .addHelpText('after', help)
    .action(async (dir: string, { icon }: { icon: readonly string[] }) => {
      finish(await (await import('./symbols.ts')).standInsCommand({ dir, icons: icon }, output));
    });
}
