/** A rehearsal that shows a feature fails without the feature, at the line that docs/features.md names. */
import { describe, expect, inject, it } from 'vitest'
import { runScript } from '../rehearsal/run-script.ts'
import { assertingLine } from './asserting-line.ts'
import { chosenFeatures } from './chosen.ts'
import type { Proof } from './feature.ts'
import { mutantWithout } from './mutant.ts'

/** A mutant takes about 12 seconds on an idle machine, and much longer on a busy one. */
const TIMEOUT_MS = 180_000

/** Plays the file on the servers of the test run, with the API and the worker of a copy. */
async function playedWithout({ file, without }: Proof) {
  const mutant = await mutantWithout(without)
  const { adminDatabaseUrl, temporalAddress } = inject('servers')
  const env = { DATABASE_URL: adminDatabaseUrl, TEMPORAL_ADDRESS: temporalAddress }
  try {
    return await runScript('scripts/rehearse.ts', ['--quiet', `examples/${file}`], {
      ...{ env, checkout: mutant.folder, timeoutMs: TIMEOUT_MS },
    })
  } finally {
    mutant.remove()
  }
}

const { title, chosen } = chosenFeatures(process.env)
// Printed so that a failure can be repeated with the same rows.
console.log(`switched off: ${title}`)

describe(`switched off: ${title}`, () => {
  const cases = chosen.map(({ name, proof }) => ({
    name,
    proof,
    at: `${proof.file}:${assertingLine(proof)}`,
  }))

  it.concurrent.each(cases)('$name: $at fails', { timeout: TIMEOUT_MS + 10_000 }, async ({ proof, at }) => {
    const { status, stderr } = await playedWithout(proof)
    // File and line as the table says them; between them and the expectation stands the column.
    const failures = stderr
      .split('\n')
      .filter((line) => line.startsWith(`examples/${at}:`) && line.includes(`: expected ${proof.expects}: `))
    expect(failures, `no failure of ${proof.expects} at ${at} in:\n${stderr}`).not.toEqual([])
    expect(status).toBe(1)
  })
})
