public enum ErrorCode implements IError {
    /** 成功 */
    SUCCESS(0, "成功"),
    NOT_FOUND(40401, "资源不存在", HttpStatus.NOT_FOUND), // trailing
    @Deprecated
    OLD("A0001", "用户端错误") { public int x() { return 1; } };
    private final int code;
    public static final int MAX_RETRY = 3;
    ErrorCode(int code, String msg) { this.code = code; }
}
