/**
 * `npm run soak -- NAME`: a long programme on its own installation. It prints its progress, its measurements and its verdict, and exits
 * with 1 when a limit is exceeded. One file per programme.
 */
import { loadavg } from 'node:os'
import { soakFreezes } from './freezes.ts'
import { soakHosting } from './hosting.ts'
import { soakMessages } from './messages.ts'
import type { Programme } from './programme.ts'

const PROGRAMMES: Readonly<Record<string, Programme>> = {
  freezes: soakFreezes,
  hosting: soakHosting,
  messages: soakMessages,
}

const name = process.argv[2] ?? ''
const programme = PROGRAMMES[name]
if (!programme) {
  process.stderr.write(`Usage: npm run soak -- ${Object.keys(PROGRAMMES).join(' | ')}\n`)
  process.exit(2)
}
const say = (line: string): void => {
  process.stdout.write(
    `${new Date().toISOString().slice(11, 19)} ${line}, load ${loadavg()[0]?.toFixed(1)}\n`,
  )
}
const { measured, missed } = await programme(say)
process.stdout.write([...measured, ...missed.map((line) => `missed: ${line}`), ''].join('\n'))
process.stdout.write(`${name}: ${missed.length === 0 ? 'passed' : 'MISSED'}\n`)
process.exit(missed.length === 0 ? 0 : 1)
