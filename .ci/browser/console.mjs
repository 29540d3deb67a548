// node console.mjs ADDRESS FOLDER: looks at the console as a person does while a peer dies and DNS goes, and fails if it tells less
// than it should. What happens outside of the browser is announced on standard output, one word a line, and awaited on standard input.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const [address, folder] = process.argv.slice(2);
const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const demand = async (what) => { console.log(what); await answers.next(); };
const fail = (what) => { throw new Error(what); };

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function open(colorScheme) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1200, height: 1000 } });
  page.on('pageerror', (error) => fail(`the page fails: ${error.message}`));
  page.on('console', (line) => line.type() === 'error' && fail(`the page complains: ${line.text()}`));
  page.on('request', (request) => request.url().startsWith(address.replace(/\/q\/.*/, '')) || request.url().startsWith('data:')
    || fail(`the page asks elsewhere: ${request.url()}`));
  await page.goto(address);
  return page;
}

async function accessible(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run());
  if (violations.length > 0) fail(`${name}: ${violations.map((one) => `${one.id}: ${one.nodes[0].html}`).join('; ')}`);
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

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
  await verdict.filter({ hasText: 'DNS fails' }).filter({ hasText: 'Callers see none of it' }).waitFor({ timeout: 60_000 });
  await page.locator('#services', { hasText: 'Last lookup failed' }).waitFor();

  const dark = await open('dark');
  await dark.locator('#services tbody tr', { hasText: 'ejected' }).waitFor();
  await accessible(dark, 'dark');

  // By keyboard alone: each region that scrolls can be reached.
  await page.locator('#events').focus();
  await page.keyboard.press('End');
  await demand('end');
} finally {
  await browser.close();
  process.stdin.destroy(); // or the process would wait for it
}
