// node laboratory.mjs ADDRESS FOLDER: plays with the switches of dev mode as a person does on the first day, and fails unless the
// console shows what the kit does about it. Leaves everything as it was.
import { fail, launch } from './browser.mjs';

const [address, folder] = process.argv.slice(2);
const { open, accessible, close } = await launch(address, folder);

try {
  const page = await open('light');
  const laboratory = page.getByRole('region', { name: 'Laboratory' });
  const rows = page.locator('#services tbody tr');
  const failed = laboratory.locator('.counts strong');
  await rows.nth(2).waitFor();

  // A load, by keyboard alone.
  await laboratory.getByLabel('Call', { exact: true }).selectOption('POST /uppercase');
  await laboratory.getByLabel('Calls each second').focus();
  for (let press = 0; press < 10; press++) await page.keyboard.press('ArrowRight');
  await laboratory.getByText('100 calls/s').waitFor();
  const answered = async () => Number((await laboratory.locator('.counts').textContent()).match(/200: (\d+)/)?.[1] ?? 0);
  const goesOn = async () => {
    const before = await answered();
    await page.waitForFunction((count) => Number(document.querySelector('#laboratory .counts').textContent.match(/200: (\d+)/)?.[1] ?? 0) > count, before + 100);
    if (await failed.textContent() !== 'failed: 0') fail(`calls fail: ${await laboratory.locator('.counts').textContent()}`);
  };
  await goesOn();
  await accessible(page, 'laboratory');

  // A peer gets sick: it is ejected, and no caller sees it.
  const symptom = laboratory.getByLabel(/^Symptom of/).nth(1);
  const sick = (await symptom.getAttribute('aria-label')).replace('Symptom of ', '');
  await symptom.selectOption('ANSWERS_503');
  const row = rows.filter({ hasText: sick });
  await row.filter({ hasText: 'ejected' }).waitFor();
  await page.locator('#events li', { hasText: `${sick} ejected` }).first().waitFor();
  await page.locator('#verdict', { hasText: 'Callers see none of it' }).waitFor();
  await goesOn();
  await accessible(page, 'laboratory-ejected');
  // The picture of the README: the first screen, small.
  const small = await open('light', { width: 980, height: 860 });
  await small.locator('#services tbody tr', { hasText: 'ejected' }).waitFor();
  await small.locator('#laboratory .counts', { hasText: 'failed: 0' }).waitFor();
  await small.screenshot({ path: `${folder}/console.png` });
  await small.close();

  // It is well again: probed, and back.
  await symptom.selectOption('NONE');
  await row.filter({ hasText: 'available' }).waitFor({ timeout: 120_000 });
  await page.locator('#events li', { hasText: `${sick} is back` }).first().waitFor();

  // DNS goes: the age of its answer grows, and calls go on.
  await laboratory.getByLabel('DNS is', { exact: true }).selectOption('SILENT');
  await page.locator('#services', { hasText: 'Last lookup failed' }).waitFor({ timeout: 120_000 });
  const age = async () => Number((await page.locator('#services').textContent()).match(/confirmed (\d+) s ago/)?.[1] ?? 0);
  const aged = await age();
  await page.waitForFunction((before) => Number(document.querySelector('#services').textContent.match(/confirmed (\d+) s ago/)?.[1] ?? 0) > before, aged + 5);
  await page.locator('#verdict', { hasText: 'DNS fails' }).waitFor();
  await goesOn();

  // A peer more, and all back.
  await laboratory.getByRole('button', { name: /^Add a peer/ }).first().click();
  await laboratory.getByLabel(/^Symptom of/).nth(3).waitFor();
  await laboratory.getByRole('button', { name: 'Reset' }).click();
  await laboratory.getByText('0 calls/s', { exact: true }).waitFor();
  await page.locator('#verdict', { hasText: 'All is well' }).waitFor({ timeout: 120_000 });
  if (await laboratory.getByLabel(/^Symptom of/).count() !== 3) fail('the peer that was added stays');

  const dark = await open('dark');
  await dark.locator('#laboratory tbody tr').nth(2).waitFor();
  await accessible(dark, 'laboratory-dark');
} finally {
  await close();
}
