import { dailyReviews } from './daily.ts'
import { foodReviews } from './food.ts'
import { homeReviews } from './home.ts'
import { reviewsFrom } from './table.ts'
import { teaReviews } from './tea.ts'

export const reviews = reviewsFrom([teaReviews, homeReviews, foodReviews, dailyReviews])
