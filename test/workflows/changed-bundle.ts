/** The workflow bundle with one change, for replays that must still succeed, or must fail. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker'
import { PAYLOAD_CONVERTER_PATH } from '#activities/workflow-bundle.ts'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** A file of the checkout and its replacement, both as paths from the root. */
export interface Change {
  file: string
  by: string
}

/** A rule for the decision on an application that can never be satisfied. */
export const STRICTER_DECISION: Change = {
  file: 'domain/project/ban-checks.ts',
  by: 'test/workflows/changed/stricter-bans.ts',
}

/** The procedure has an additional command without `patched()`. */
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
  // If the file was moved, the bundle would be unchanged, and a test with it would prove nothing.
  if (!existsSync(at(file)) || !bundle.code.includes(by)) throw new Error(`${file} is not in the bundle`)
  return bundle
}
