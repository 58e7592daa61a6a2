/** The workflow code as one file for the sandbox. Built once and cached by the hash of everything that is in it. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'

const CHECKOUT = resolve(import.meta.dirname, '..')
/** Rooms whose code may be in the bundle. */
const ROOMS = ['domain', 'workflows', 'wire'] as const

/**
 * The SDK takes a stack trace of every promise in the sandbox and looks each frame up in the source map: with ten
 * frames that is most of the time of a workflow task. Four are enough to find a fault.
 */
const SHORT_STACKS = 'Error.stackTraceLimit = 4;'

/** Workers, replays and the sandbox decode with the same converter. */
export const PAYLOAD_CONVERTER_PATH = join(CHECKOUT, 'wire/payload-converter.ts')

/**
 * Loaded once per thread and shared, frozen, by all cases. Rules and message checks are pure; they were four fifths of the memory of a
 * cached case (docs/adr/0035).
 */
const SHARED_BY_CASES = [join(CHECKOUT, 'domain/kinds.ts'), join(CHECKOUT, 'wire/envelope.ts')]

const BUNDLES = join(CHECKOUT, '.tongchou', 'bundles')

/** Exports every workflow type that workers host. */
const ENTRY = join(CHECKOUT, 'workflows/index.ts')

/** Path of a bundle of the current sources. `entry` exports its workflows; the cache key covers the entry's whole folder. */
export async function workflowBundle(entry = ENTRY): Promise<{ codePath: string }> {
  const codePath = join(BUNDLES, `workflows-${hashOfSources(entry)}.cjs`)
  if (!existsSync(codePath)) {
    const { code } = await bundleWorkflowCode({
      workflowsPath: entry,
      workflowInterceptorModules: [join(CHECKOUT, 'workflows/interceptors.ts')],
      payloadConverterPath: PAYLOAD_CONVERTER_PATH,
      preloadModules: SHARED_BY_CASES,
      webpackConfigHook: forThisNode,
      // Do not print the sizes of the bundle: commands print only what was asked for.
      logger: new DefaultLogger('WARN'),
    })
    keep(codePath, SHORT_STACKS + code)
  }
  return { codePath }
}

type ConfigHook = NonNullable<Parameters<typeof bundleWorkflowCode>[0]['webpackConfigHook']>

/** The sandbox runs on this Node. Code compiled for older engines, above all object spreads, is slower. */
const forThisNode: ConfigHook = (config) => {
  const rules = (config.module?.rules ?? []) as { use?: { options?: { jsc?: { target: string } } } }[]
  for (const { use } of rules) {
    if (use?.options?.jsc) use.options.jsc.target = 'es2022'
  }
  return config
}

/** Written under another name and renamed: several workers may build at the same time, and none reads an incomplete file. */
function keep(path: string, code: string): void {
  mkdirSync(resolve(path, '..'), { recursive: true })
  const draft = `${path}.${process.pid}.new`
  writeFileSync(draft, code)
  renameSync(draft, path)
}

function hashOfSources(entry: string): string {
  const hash = createHash('sha256').update(relative(CHECKOUT, entry))
  for (const file of [import.meta.filename, ...sources(entry)])
    hash.update(relative(CHECKOUT, file)).update(readFileSync(file))
  // The SDK's own code is in the bundle, too; the lock names its version.
  return hash
    .update(readFileSync(join(CHECKOUT, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16)
}

function sources(entry: string): string[] {
  const folders = new Set([...ROOMS.map((room) => join(CHECKOUT, room)), dirname(entry)])
  return [...folders].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .toSorted()
      .map((name) => join(folder, name)),
  )
}
