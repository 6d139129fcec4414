import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { knowledgeBase, knowledgeText } from '@tenantatlas/core';
import { expect, it, onTestFinished } from 'vitest';
import { asking } from './messages.ts';
import { newClient } from './support.ts';

const program = fileURLToPath(new URL('./stdio-server.ts', import.meta.url));
const args = ['--conditions=tenantatlas-source', program];

it('a local assistant reads the knowledge base from a program that it starts', async () => {
  const client = newClient();
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [...args, 'de'] }));
  onTestFinished(() => client.close());
  const { contents } = await client.readResource({ uri: 'knowledge://llms.txt' });
  const { source, headings } = knowledgeBase({ locale: 'de' });
  expect(contents[0]).toMatchObject({ text: knowledgeText(source, 'llms_txt', headings) });
  await client.listTools();
  const { structuredContent } = await client.callTool({ name: 'look_up_term', arguments: { term: 'tenant' } });
  expect(structuredContent).toMatchObject({ term: { name: 'Mandant' } });
});

it('broken lines are not answered and change nothing, and the program ends with its input', async () => {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (output += text));
  child.stdin.end(
    ['not json', '{"jsonrpc":"2.0"}', '[]', 'null', JSON.stringify(asking('ping', {}, 'last')), ''].join('\n'),
  );
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(0);
  expect(
    output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([{ jsonrpc: '2.0', id: 'last', result: {} }]);
});
