/** The events that commissioned readers (appraisers, evaluators) may see: an allow list, so that a new event is hidden until it is listed. */
import type { Kind } from './kind.ts'
import { SHARED_FOR_COMMISSIONED } from './shared-events.ts'

export const isForCommissioned = (
  { forCommissioned }: Pick<Kind, 'forCommissioned'>,
  type: string,
): boolean => SHARED_FOR_COMMISSIONED.includes(type) || forCommissioned.events.includes(type)
