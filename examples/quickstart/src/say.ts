const inColour = process.stdout.isTTY && !process.env['NO_COLOR'];
const paint = (code: string, text: string): string => (inColour ? `\u001b[${code}m${text}\u001b[0m` : text);

let chapters = 0;

/** Starts a chapter of the story. */
export function chapter(title: string, note = ''): void {
  chapters += 1;
  console.log(`\n${paint('1', `${String(chapters)}. ${title}`)}${note ? paint('2', `  ${note}`) : ''}`);
}

/** One line of the output. */
export function line(text: string): void {
  console.log(`   ${text}`);
}

/** Prints who did something, and the answer they got. */
export function printAnswer(who: string, outcome: 'good' | 'paused' | 'refused', text: string): void {
  const mark = { good: paint('32', '✓'), paused: paint('33', '‖'), refused: paint('31', '✕') }[outcome];
  console.log(`   ${mark} ${who.padEnd(34)} ${text}`);
}

/** Draws progress over itself on a terminal, and as a few lines elsewhere. */
export function progressBar(): (done: number, total: number | null) => void {
  const width = 30;
  let lastQuarter = -1;
  return (done, total) => {
    const part = total ? done / total : 0;
    const filled = Math.round(part * width);
    const bar = `   ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${String(done).padStart(3)} of ${total === null ? '?' : String(total)}`;
    if (process.stdout.isTTY) {
      process.stdout.write(`\r${bar}${total !== null && done >= total ? '\n' : ''}`);
    } else if (Math.floor(part * 4) > lastQuarter) {
      lastQuarter = Math.floor(part * 4);
      console.log(bar);
    }
  };
}

/** The end of the story. */
export function done(text: string): void {
  console.log(`\n${paint('32', text)}\n`);
}

/** Prints why the program cannot continue. */
export function printError(text: string): void {
  console.error(`\n${paint('31', text)}\n`);
}
