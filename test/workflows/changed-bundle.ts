/** The workflow bundle with one thing changed, for replays that must go well all the same, or must not. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker'
import { PAYLOAD_CONVERTER_PATH } from '#activities/workflow-bundle.ts'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** A file of the checkout and what is bundled in its place, both from the root. */
export interface Change {
  file: string
  by: string
}

/** The decision on an application goes by a rule that nobody can satisfy. */
export const STRICTER_DECISION: Change = {
  file: 'domain/project/ban-checks.ts',
  by: 'test/workflows/changed/stricter-bans.ts',
}

/** The procedure has one command more, without `patched()`. */
export const HASTY_APPROVE: Change = {
  file: 'workflows/approve.ts',
  by: 'test/workflows/changed/hasty-approve.ts',
}

export async function changedBundle({ file, by }: Change): Promise<WorkflowBundleWithSourceMap> {
  const bundle = await bundleWorkflowCode({
    workflowsPath: at('workflows/index.ts'),
    workflowInterceptorModules: [at('workflows/interceptors.ts')],
    payloadConverterPath: PAYLOAD_CONVERTER_PATH,
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} },
    webpackConfigHook: (config) => {
      const alias = { ...config.resolve?.alias, [at(file)]: at(by) }
      return { ...config, resolve: { ...config.resolve, alias } }
    },
  })
  // A file that has moved would leave the bundle as it is, and a test on it would say nothing.
  if (!existsSync(at(file)) || !bundle.code.includes(by)) throw new Error(`${file} is not in the bundle`)
  return bundle
}
