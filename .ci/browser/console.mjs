// node console.mjs ADDRESS FOLDER: looks at the console as a person does while a peer dies and DNS goes, and fails if it tells less
// than it should. What happens outside of the browser is announced on standard output, one word a line, and awaited on standard input.
import { createInterface } from 'node:readline';
import { fail, launch } from './browser.mjs';

const [address, folder] = process.argv.slice(2);
const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const demand = async (what) => { console.log(what); await answers.next(); };
const { open, accessible, close } = await launch(address, folder);

try {
  const page = await open('light');
  const verdict = page.locator('#verdict');
  await verdict.filter({ hasText: 'All is well. 0 of' }).waitFor();
  await page.locator('#services tbody tr').nth(1).waitFor();
  await page.locator('#endpoints .endpoint', { hasText: 'uppercase' }).waitFor();
  await accessible(page, 'light');
  if (await page.locator('button, input, select').count() > 0) fail('the page of a production program has switches');

  await demand('kill-a-peer');
  await page.locator('#services tbody tr', { hasText: 'ejected' }).waitFor();
  await page.locator('#events li', { hasText: 'ejected' }).first().waitFor();
  await verdict.filter({ hasText: 'is ejected since' }).filter({ hasText: 'Callers see none of it' }).waitFor();
  await accessible(page, 'peer-dead');

  await demand('stop-dns');
  await verdict.filter({ hasText: 'DNS fails' }).filter({ hasText: 'Callers see none of it' }).waitFor({ timeout: 120_000 });
  await page.locator('#services', { hasText: 'Last lookup failed' }).waitFor();

  const dark = await open('dark');
  await dark.locator('#services tbody tr', { hasText: 'ejected' }).waitFor();
  await accessible(dark, 'dark');

  // By keyboard alone: each region that scrolls can be reached.
  await page.locator('#events').focus();
  await page.keyboard.press('End');
  await demand('end');
} finally {
  await close();
  process.stdin.destroy(); // or the process would wait for it
}
