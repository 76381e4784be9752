export { type CommentFilter, type CommentsInput, type CommentsPage, listComments, maskedName } from './comments.ts'
