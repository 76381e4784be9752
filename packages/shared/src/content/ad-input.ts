import { z } from 'zod'
import { Ad } from '../contract/index.ts'
import { address } from './article-input.ts'

const [MAX_NAME, MAX_CODE, MAX_POSITION_CODE, MAX_TEXT, MAX_CONTENT, MAX_COLOR, MAX_SORT, MAX_NUMBER, MAX_SIDE] = [100, 16, 40, 200, 20_000, 10, 255, 127, 10_000]

const AD = {
  positionId: z.int().min(1),
  /** By which programs ask for it; '' without one. */
  code: z.string().trim().max(MAX_CODE),
  name: z.string().trim().min(1).max(MAX_NAME),
  /** 0 a picture, 1 code, 2 words alone. */
  mediaType: z.int().min(0).max(2),
  imageUrl: address,
  text: z.string().trim().max(MAX_TEXT),
  link: address,
  linkType: Ad.shape.linkType,
  linkId: z.int().min(0).max(2_147_483_647),
  target: z.enum(['_self', '_blank']),
  content: z.string().max(MAX_CONTENT),
  color: z.string().trim().max(MAX_COLOR),
  startAt: z.date(),
  endAt: z.date(),
  sortOrder: z.int().min(0).max(MAX_SORT),
  isEnabled: z.boolean(),
}

export const AdChange = z.strictObject(AD).partial()
export type AdChange = z.output<typeof AdChange>
export const NewAd = AdChange.required({ positionId: true, name: true, startAt: true, endAt: true })
export type NewAd = z.output<typeof NewAd>

const number = z.int().min(-MAX_NUMBER - 1).max(MAX_NUMBER)

const POSITION = {
  code: z.string().trim().min(1).max(MAX_POSITION_CODE).regex(/^[\w-]+$/),
  name: z.string().trim().min(1).max(MAX_NAME),
  description: z.string().trim().max(255),
  width: z.int().min(0).max(MAX_SIDE),
  height: z.int().min(0).max(MAX_SIDE),
  isEnabled: z.boolean(),
  platform: number,
  mediaType: z.int().min(0).max(1),
  /** 0 several, 1 one, 2 several at random, 3 one at random. */
  display: z.int().min(0).max(3),
}

export const AdPositionChange = z.strictObject(POSITION).partial()
export type AdPositionChange = z.output<typeof AdPositionChange>
export const NewAdPosition = AdPositionChange.required({ code: true, name: true })
export type NewAdPosition = z.output<typeof NewAdPosition>
