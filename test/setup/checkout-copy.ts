import { cpSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const CHECKOUT = resolve(import.meta.dirname, '../..')

/** What the system needs to run, without built files, state and documents. */
const PARTS = [
  ...['domain', 'workflows', 'activities', 'api', 'db', 'wire', 'stack', 'rehearsal'],
  ...['scripts', 'temporal', 'examples'],
  ...['package.json', 'package-lock.json', 'tsconfig.json'],
]

/** Copies the sources into a folder, with the same packages. */
export function copyCheckout(folder: string): void {
  for (const part of PARTS) cpSync(join(CHECKOUT, part), join(folder, part), { recursive: true })
  symlinkSync(join(CHECKOUT, 'node_modules'), join(folder, 'node_modules'), 'dir')
}
