import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from './server.ts';
import { Visitor } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

/** Files that are no accounts file, and what must be said instead of a blank page or a spinner. */
const wrong: { what: string; name: string; content: Buffer; says: RegExp }[] = [
  { what: 'an empty file', name: 'empty.csv', content: Buffer.alloc(0), says: /The file is empty/ },
  { what: 'a picture that calls itself CSV', name: 'photo.csv', content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array.from({ length: 400 }, (_, i) => (i * 37) % 256)]), says: /not a table/ },
  { what: 'a header without rows', name: 'header.csv', content: Buffer.from('id,lat,lng\n'), says: /holds no rows/ },
];

describe('a wrong file', () => {
  for (const { what, name, content, says } of wrong) {
    it(`meets words when it is ${what}`, async () => {
      const { page } = await visitor.open(server.address);
      await page.goto(`${server.address}/import`);
      await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: content });
      const alert = page.getByRole('alert');
      await alert.waitFor();
      expect(await alert.innerText()).toMatch(says);
      await page.getByRole('button', { name: 'Choose a file' }).waitFor();
    });
  }

  it('is no matter where rows are pasted from a spreadsheet', async () => {
    const { page } = await visitor.open(server.address);
    await page.goto(`${server.address}/import`);
    await page.getByText('Paste rows instead').click();
    await page.getByRole('textbox', { name: 'Rows with their header' }).fill('account_id\tlatitude\tlongitude\tbeds\n007\t39.7\t-104.9\t12\n008\t40.1\t-105.2\t30\n');
    await page.getByRole('button', { name: 'Read these rows' }).click();
    await page.getByRole('heading', { name: 'Map columns' }).waitFor();
    await page.getByText(/2 rows are ready/).first().waitFor();
  });

  it('asks for the columns when it cannot guess them, and says which', async () => {
    const { page } = await visitor.open(server.address);
    await page.goto(`${server.address}/import`);
    await page.setInputFiles('input[type=file]', { name: 'odd.csv', mimeType: 'text/csv', buffer: Buffer.from('alpha,beta\nx,y\nz,w\n') });
    await page.getByText('Choose the column with the account id').waitFor();
    expect(await page.getByRole('button', { name: 'Continue to Territories' }).isDisabled()).toBe(true);
  });

  it('says so when not one row can be used', async () => {
    const { page } = await visitor.open(server.address);
    await page.goto(`${server.address}/import`);
    await page.setInputFiles('input[type=file]', { name: 'nowhere.csv', mimeType: 'text/csv', buffer: Buffer.from('account_id,latitude,longitude\nA1,999,999\nA2,-200,500\n') });
    await page.getByRole('heading', { name: 'Map columns' }).waitFor();
    const fill = async (column: string, field: string): Promise<void> => {
      await page.getByRole('combobox', { name: `Field of ${column}` }).click();
      await page.getByRole('option', { name: field, exact: true }).click();
    };
    await fill('account_id', 'Account ID');
    await fill('latitude', 'Latitude');
    await fill('longitude', 'Longitude');
    await page.getByText(/Not one row can be used/).first().waitFor();
    expect(await page.getByRole('button', { name: 'Continue to Territories' }).isDisabled()).toBe(true);
  });

  it('begins an import wherever it is dropped', async () => {
    const { page } = await visitor.open(server.address);
    await page.goto(`${server.address}/plans`);
    await page.getByText('No plans yet').waitFor();
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['id,latitude,longitude\nA1,41,-93\nA2,42,-94\n'], 'dropped.csv', { type: 'text/csv' }));
      return data;
    });
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
    await page.getByText('Drop the accounts file to begin').waitFor();
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
    await page.getByRole('heading', { name: 'Map columns' }).waitFor();
    await page.getByText('dropped.csv').first().waitFor();
  });

  it('has words for an address that leads nowhere', async () => {
    const { page } = await visitor.open(server.address);
    for (const path of ['/nowhere', '/plans/00000000-0000-4000-8000-000000000000', '/plans/nonsense', '/import/00000000-0000-4000-8000-000000000000']) {
      await page.goto(`${server.address}${path}`);
      await page.getByText('There is nothing at this address').waitFor();
    }
  });
});
