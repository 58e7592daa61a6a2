/** A copy of the sources without a feature. The checkout itself is never changed. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { workflowBundle } from '#activities/workflow-bundle.ts'
import { CHECKOUT, copyCheckout } from '../setup/checkout-copy.ts'
import type { Patch } from './feature.ts'

export interface Mutant {
  folder: string
  remove(): void
}

export async function mutantWithout(patches: readonly Patch[]): Promise<Mutant> {
  const folder = mkdtempSync(join(tmpdir(), 'tongchou-mutant-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    copyCheckout(folder)
    // The bundle is cached by the hash of the sources, so a mutant with unchanged workflows need not build it again.
    const { codePath } = await workflowBundle()
    cpSync(codePath, join(folder, relative(CHECKOUT, codePath)))
    for (const patch of patches) apply(folder, patch)
    return { folder, remove }
  } catch (error) {
    remove()
    throw error
  }
}

function apply(folder: string, { file, find, replace }: Patch): void {
  const path = join(folder, file)
  const parts = existsSync(path) ? readFileSync(path, 'utf8').split(find) : []
  if (parts.length !== 2) throw new Error(`“${find}” stands ${parts.length - 1} times in ${file}`)
  writeFileSync(path, parts.join(replace))
}
