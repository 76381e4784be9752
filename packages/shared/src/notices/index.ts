export { answerBooking, type BookingRow, listBookingsForStaff } from './booking-desk.ts'
export { listNotices, type NoticeItem, readNotices, unreadNotices } from './inbox.ts'
export { tellNews } from './news.ts'
export { type NoticePorts, tell } from './tell.ts'
