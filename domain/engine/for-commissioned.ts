/** Which events people may read who work on a case on commission: an allow list, so that a new event is hidden until it says otherwise. */
import type { Kind } from './kind.ts'
import { SHARED_FOR_COMMISSIONED } from './shared-events.ts'

export const isForCommissioned = (
  { forCommissioned }: Pick<Kind, 'forCommissioned'>,
  type: string,
): boolean => SHARED_FOR_COMMISSIONED.includes(type) || forCommissioned.events.includes(type)
