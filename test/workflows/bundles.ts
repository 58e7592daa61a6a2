/** Workflow bundles for replay: today's code, and today's code with one thing changed. */
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export const payloadConverterPath = at('wire/payload-converter.ts')

/** `replace`: a file of the checkout and what is bundled in its place, both from the root. */
export function bundle(replace?: { file: string; by: string }): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: at('workflows/index.ts'),
    workflowInterceptorModules: [at('workflows/interceptors.ts')],
    payloadConverterPath,
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} },
    webpackConfigHook: (config) => {
      if (!replace) return config
      const alias = { ...config.resolve?.alias, [at(replace.file)]: at(replace.by) }
      return { ...config, resolve: { ...config.resolve, alias } }
    },
  })
}
