export enum ErrorCode {
  /** Not found */
  NotFound = 40401,
  Timeout, // 超时
  Str = 'E_STR',
}
export const Messages = { E100: '余额不足', 'E101': "not enough", } as const;
const Errors: Record<string, X> = { NOT_AUTH: { code: 40100, message: '未登录' } };
