/** Chooses the store of an installation. */
import type { Config } from '#wire/config.ts'
import { folderStore } from './folder-store.ts'
import type { BlobStore } from './store.ts'

/** The bucket if the configuration names one, otherwise the folder. */
export async function storeOf(config: Config): Promise<BlobStore> {
  if (!config.S3_BUCKET) return folderStore(config.DOCUMENTS_FOLDER)
  // Loaded only if it is used, because it is larger than the rest of the API.
  const { bucketStore } = await import('./s3-store.ts')
  return bucketStore(config.DOCUMENTS_FOLDER, {
    bucket: config.S3_BUCKET,
    region: config.S3_REGION,
    pathStyle: config.S3_PATH_STYLE === '1',
    ...(config.S3_ENDPOINT ? { endpoint: config.S3_ENDPOINT } : {}),
  })
}
