/**
 * Whether a broken mail server slows decisions down: the same acts, one at a time, on two installations that differ
 * in their mail server only. One takes every mail; the other greets and then says nothing for good.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStack } from '#scripts/stack/stack.ts'
import { catchMails } from '#scripts/world/mail-catcher.ts'
import { ourApi } from './our-api.ts'
import { quantile, timed } from './statistics.ts'

const WARM_UP = 30
const SAMPLES = 200
const DIFFERENCE_MAX_MS = 50

/** True when the p95 of a decision differs by at most 50 ms. */
export async function benchMailFaults(): Promise<boolean> {
  const good = await catchMails()
  const silent = await silentMailServer()
  const installations: Installation[] = []
  try {
    for (const { url } of [good, silent]) installations.push(await install(url))
    const [usual = [], broken = []] = await alternate(installations)
    process.stdout.write(`${line('good mail server', usual)}${line('silent mail server', broken)}`)
    process.stdout.write(
      `${good.mails.length} mails arrived at the one, ${silent.calls()} calls at the other\n`,
    )
    const difference = quantile(broken, 0.95) - quantile(usual, 0.95)
    process.stdout.write(`difference of p95 ${difference.toFixed(1)} ms (bar ${DIFFERENCE_MAX_MS})\n`)
    return difference <= DIFFERENCE_MAX_MS
  } finally {
    for (const { stop } of installations) await stop()
    await Promise.all([good.close(), silent.close()])
  }
}

interface Installation {
  decide(index: number): Promise<void>
  stop(): Promise<void>
}

async function install(smtpUrl: string): Promise<Installation> {
  const root = mkdtempSync(join(tmpdir(), 'tongchou-bench-'))
  const settings = { REHEARSAL: '1', DEV_ISSUER: '1', LOG_LEVEL: 'error', SMTP_URL: smtpUrl }
  const stack = await startStack({ root, processes: 'all', env: { ...process.env, ...settings } })
  const stop = async (): Promise<void> => {
    await stack.stop()
    rmSync(root, { recursive: true, force: true })
  }
  try {
    const { decide } = await ourApi(stack.apiUrl, WARM_UP + SAMPLES)
    return { decide, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Sample by sample, so that whatever else the machine does hits both. */
async function alternate(installations: readonly Installation[]): Promise<number[][]> {
  const samples: number[][] = installations.map(() => [])
  for (let index = 0; index < WARM_UP + SAMPLES; index += 1) {
    for (const [which, { decide }] of installations.entries()) {
      const ms = await timed(() => decide(index))
      if (index >= WARM_UP) samples[which]?.push(ms)
    }
  }
  return samples
}

const line = (name: string, samples: readonly number[]): string =>
  `${name.padEnd(20)} p50 ${quantile(samples, 0.5).toFixed(1)} ms   p95 ${quantile(samples, 0.95).toFixed(1)} ms   n ${samples.length}\n`

/** Greets and then says nothing more. */
async function silentMailServer() {
  const sockets = new Set<Socket>()
  let calls = 0
  const server = createServer((socket) => {
    calls += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    socket.write('220 ready\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    calls: () => calls,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
