// What both looks at the console have in common: a browser that bears no error, no request elsewhere and no violation found by axe.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
export const fail = (what) => { throw new Error(what); };

/** Returns a browser with which to open the page at an address and to judge it; screenshots go to a folder. */
export async function launch(address, folder) {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    timeout: 120_000,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

  async function open(colorScheme, viewport = { width: 1200, height: 1000 }) {
    const page = await browser.newPage({ colorScheme, viewport });
    page.setDefaultTimeout(120_000);
    page.on('pageerror', (error) => fail(`the page fails: ${error.message}`));
    page.on('console', (line) => line.type() === 'error' && fail(`the page complains: ${line.text()}`));
    page.on('request', (request) => request.url().startsWith(address.replace(/\/q\/.*/, '')) || request.url().startsWith('data:')
      || fail(`the page asks elsewhere: ${request.url()}`));
    await page.goto(address);
    return page;
  }

  async function accessible(page, name) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    if (violations.length > 0) fail(`${name}: ${violations.map((one) => `${one.id}: ${one.nodes[0].html}`).join('; ')}`);
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }

  return { open, accessible, close: () => browser.close() };
}
