import { NAMESPACE } from './addresses.ts'
import { prepareNamespaceAt } from './namespace.ts'

/** A job for deployments, before the first worker starts: creates the namespace and its search attributes on a given server. */
async function prepare(address: string | undefined, namespace: string): Promise<void> {
  if (!address) throw new Error('TEMPORAL_ADDRESS is missing: set it to host:port of the Temporal frontend.')
  await prepareNamespaceAt(address, namespace)
  console.log(`namespace ${namespace} on ${address} is ready`)
}

prepare(process.env.TEMPORAL_ADDRESS, process.env.TEMPORAL_NAMESPACE || NAMESPACE).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
