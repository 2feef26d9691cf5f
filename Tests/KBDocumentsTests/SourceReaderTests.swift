import KBDocuments
import Testing

@Suite("Constants of programs")
struct SourceReaderTests {
    /// Returns `line code name | description | what the program calls it` for each entry.
    private func read(_ text: String, _ format: DocumentFormat) throws -> [String] {
        try DocumentReader.read(text.utf8, format: format).entries.map { entry in
            let constant = entry.fields.first { $0.name == "constant" }?.text ?? ""
            return [("\(entry.line) \(entry.code) \(entry.name)"), entry.description, constant]
                .joined(separator: " | ")
        }
    }

    @Test("C: conversions, and rows of tables with a code and texts")
    func tablesOfC() throws {
        let text = """
            #define E_A ((int32_t)-301) /* no answer */
            #define E_B (unsigned int)7
            static const iot_err_t table[] = {
                /* --- network --- */
                {    0, "IOT_OK", "成功", "" },
                { -102, "IOT_ERR_DNS", "域名解析失败", "change the DNS server" },
                {    0, NULL, NULL, NULL }
            };
            const char *codes[][2] = { {"P0001", "Fuel volume"}
            ,{"P0002", "Fuel range"}
            };
            """
        #expect(
            try read(text, .c) == [
                "1 -301 no answer |  | E_A", "2 7 E_B |  | ", "5 0 成功 |  | IOT_OK",
                "6 -102 域名解析失败 | change the DNS server | IOT_ERR_DNS", "9 P0001 Fuel volume |  | ",
                "10 P0002 Fuel range |  | ",
            ])
    }

    @Test("TypeScript: a text for all other codes is none, nor are words of a page")
    func pagesOfTypeScript() throws {
        let text = """
            export default {
              common: { ok: '确定', cancel: '取消' },
              errors: { 70001: '玩家不存在', 70002: '角色名已被占用', default: '未知错误' },
            };
            """
        #expect(try read(text, .typeScript) == ["3 70001 玩家不存在 |  | ", "3 70002 角色名已被占用 |  | "])
    }

    @Test("a text that users see keeps its stops, a comment is a sentence without one")
    func stops() throws {
        let text = """
            enum E { A("S1", "The house is gone."), B("S2", "Wait..."), C("S3", "The house. Number."),
              /** Not there. Look again. */
              D("S4"); }
            """
        #expect(
            try read(text, .java) == [
                "1 S1 The house is gone. |  | A", "1 S2 Wait... |  | B", "1 S3 The house. Number. |  | C",
                "3 S4 Not there | Look again. | D",
            ])
    }

    @Test("Go: types, iota, repeated expressions, comments, constructors and maps of texts")
    func go() throws {
        let text = """
            package errs

            type Code int

            const (
            	// ErrNotFound is returned when the thing is gone.
            	ErrNotFound Code = 40401 // 资源不存在
            	ErrTimeout  Code = 40801 // 超时。请稍后重试
            )

            const (
            	ErrBase = iota + 100
            	ErrNext
            	_
            	/* ErrThird 第三个 */
            	ErrThird
            	ErrName = "NAME_TAKEN"
            )

            const MaxRetries = 3

            var (
            	ErrParam = errcode.New(10001, "参数错误")
            	ErrIO    = errors.New("io")
            )

            var text = map[Code]string{
            	ErrNext: "下一个",
            }
            """
        #expect(
            try read(text, .go) == [
                "7 40401 资源不存在 | ErrNotFound is returned when the thing is gone. | ErrNotFound",
                "8 40801 超时 | 请稍后重试 | ErrTimeout",
                "12 100 ErrBase |  | ",
                "13 101 下一个 |  | ErrNext",
                "16 103 第三个 |  | ErrThird",
                "17 NAME_TAKEN ErrName |  | ",
                "23 10001 参数错误 |  | ErrParam",
            ])
    }

    @Test("Java: enumerations with arguments, constants of classes, and objects of errors")
    func java() throws {
        let text = """
            public enum ErrorCode implements Coded {
                /** 成功 */
                SUCCESS(0, "成功"),
                NOT_FOUND(40401, "资源不存在", HttpStatus.NOT_FOUND), // look again
                @Deprecated(since = "2")
                OLD("A0001", "用户端错误") { public int x() { return 1; } },
                PLAIN;
                private final int code;
                ErrorCode(int code, String msg) { int i = 0; this.code = code; }
            }
            interface Codes {
                ErrorCode AUTH_BAD = new ErrorCode(1_002_000_000, "登录失败，账号密码不正确");
                public static final int TIMEOUT = 408; // 超时
            }
            """
        #expect(
            try read(text, .java) == [
                "3 0 成功 |  | SUCCESS", "4 40401 资源不存在 | look again | NOT_FOUND", "6 A0001 用户端错误 |  | OLD",
                "7 PLAIN PLAIN |  | ", "12 1002000000 登录失败，账号密码不正确 |  | AUTH_BAD", "13 408 超时 |  | TIMEOUT",
            ])
    }

    @Test(
        "Java: a text alone is the code where it has a digit, and lines between groups belong to no constant")
    func javaTexts() throws {
        let text = """
            public enum ErrorCode {
                WARNING("A0000"),//用户警告
                // ===== 登录 =====
                NOT_LOGIN("A0001"),
                PLAIN("plain");
            }
            """
        #expect(
            try read(text, .java) == [
                "2 A0000 用户警告 |  | WARNING", "4 A0001 NOT_LOGIN |  | ", "5 PLAIN plain |  | ",
            ])
    }

    @Test("white space of any kind ends a word")
    func whiteSpace() throws {
        let text = "enum E {\u{A0}A\u{3000}=\u{2003}1,\u{A0}B }"
        #expect(try read(text, .c) == ["1 1 A |  | ", "1 2 B |  | "])
        let keys = "const E = { ' a b ': 1 }"
        let entries = try DocumentReader.read(keys.utf8, format: .typeScript).entries
        #expect(try DocumentWriter.write(entries, as: .json).contains("a b"))
    }

    @Test("TypeScript: enumerations, objects of constants and constants")
    func typeScript() throws {
        let text = """
            export enum ErrorCode {
              /** Not found */
              NotFound = 40401,
              Timeout, // 超时
              Named = 'E_STR',
            }
            export const Messages = { E100: '余额不足', 'E101': "not enough", 500: `broken` } as const;
            const Errors: Record<string, Fault> = {
              NOT_AUTH: { code: 40100, message: '未登录', retry: false },
            };
            export const ERR_LIMIT = 42900 // 太快
            export default {
              pay: { 3000: { zh: '设备错误', en: 'Device error' } },
            }
            """
        #expect(
            try read(text, .typeScript) == [
                "3 40401 Not found |  | NotFound", "4 40402 超时 |  | Timeout", "5 E_STR Named |  | ",
                "7 E100 余额不足 |  | ", "7 E101 not enough |  | ", "7 500 broken |  | ",
                "9 40100 未登录 |  | NOT_AUTH", "11 42900 太快 |  | ERR_LIMIT",
                "13 3000 设备错误 |  | ",
            ])
    }

    @Test("TypeScript: groups of codes and their texts, and texts in several languages")
    func typeScriptGroups() throws {
        let text = """
            export const ERROR_CODES = {
              common: { 100: 'Unknown trouble', 101: 'Bad parameter' },
              login: { 400: 'No such account' },
            };
            export default { 401: { 'message-zh': '没有登录', 'message-en': 'Not signed in' } }
            """
        let entries = try DocumentReader.read(Array(text.utf8), format: .typeScript).entries
        #expect(entries.map(\.code) == ["100", "101", "400", "401"])
        #expect(entries.map(\.name) == ["Unknown trouble", "Bad parameter", "No such account", "没有登录"])
        #expect(entries.map { $0.fields.map(\.text) } == [["common"], ["common"], ["login"], []])
        #expect(
            entries[3].translations
                == [EntryTranslation(language: "en", name: "Not signed in", description: "")])
    }

    @Test("Go: a map from numbers to texts, besides constants")
    func goNumbers() throws {
        let text = """
            package code
            const ( SUCCESS = 200 )
            var Texts = map[int]string{ SUCCESS: "ok", 10001: "标签已存在", 10002: "标签不存在" }
            """
        let entries = try DocumentReader.read(Array(text.utf8), format: .go).entries
        #expect(entries.map { "\($0.code) \($0.name)" } == ["200 ok", "10001 标签已存在", "10002 标签不存在"])
    }

    @Test("Protocol buffers: options of values are fields")
    func protoOptions() throws {
        let text = """
            enum ErrorReason {
              option (errors.default_code) = 500;
              NOT_FOUND = 0 [(errors.code) = 404, deprecated = true]; // 没有
            }
            """
        let entries = try DocumentReader.read(Array(text.utf8), format: .proto).entries
        #expect(
            entries.first?.fields.dropFirst(2) == [
                EntryField(name: "errors.code", text: "404"), EntryField(name: "deprecated", text: "true"),
            ])
    }

    @Test("Protocol buffers: values with options, in messages, and the enumeration that is meant")
    func proto() throws {
        let text = """
            syntax = "proto3";
            message M {
              enum ErrorReason {
                option allow_alias = true;
                // Nothing is known.
                UNSPECIFIED = 0;
                USER_NOT_FOUND = 1 [(errors.code) = 404]; // 用户不存在
                MISSING = 1;
                reserved 5, 6;
                BAD = -2;
              }
            }
            enum Color { RED = 0; BLUE = 1; }
            """
        #expect(
            try read(text, .proto) == [
                "6 0 Nothing is known |  | UNSPECIFIED", "7 1 用户不存在 |  | USER_NOT_FOUND, MISSING",
                "10 -2 BAD |  | ",
            ])
        try Array(text.utf8).withUnsafeBytes { bytes in
            let summary = try DocumentReader.forEachEntry(in: bytes, fallback: .proto) { _ in }
            #expect(summary.format == .proto)
        }
    }

    @Test("C: definitions and enumerations")
    func c() throws {
        let text = """
            #ifndef E_H
            #define E_H
            #define EPERM 1 /* Operation not permitted */
            #define	ENOENT		 2	/* No such file or directory */
            #define BASE 1000
            #define E_A (BASE + 1) // 甲
            #define E_HEX 0x80070005L
            #define F(x) (x)
            enum { S_OK, S_FAIL = -1, S_X = BASE + \\
               5, /* 五 */ };
            """
        #expect(
            try read(text, .c) == [
                "3 1 Operation not permitted |  | EPERM", "4 2 No such file or directory |  | ENOENT",
                "5 1000 BASE |  | ",
                "6 1001 甲 |  | E_A", "7 0x80070005 E_HEX |  | ", "9 0 S_OK |  | ", "9 -1 S_FAIL |  | ",
                "9 1005 五 |  | S_X",
            ])
    }

    @Test("C: groups of Doxygen are no texts, and a negative number in hexadecimal has its digits as a name")
    func doxygen() throws {
        let text = """
            /**
             * \\name X509 Error codes
             * \\{
             */
            /** Feature is missing, e.g. RSA. */
            #define ERR_X509_FEATURE -0x2080
            #define ERR_X509_OID (-0x2100L) /**< Unknown OID. */
            /** \\} name X509 Error codes */
            """
        #expect(
            try read(text, .c) == [
                "6 -8320 Feature is missing, e.g. RSA |  | ERR_X509_FEATURE",
                "7 -8448 Unknown OID |  | ERR_X509_OID",
            ])
        let entries = try DocumentReader.read(text.utf8, format: .c).entries
        #expect(entries.map(\.aliases) == [[EntryAlias("0x2080")], [EntryAlias("0x2100")]])
    }

    @Test(
        "a line above a constant is a heading where most constants have a text of their own",
        arguments: [
            ("enum ErrorCode {\n OK = 0; // 成功\n\n //聊天\n A = 7;\n B = 8; // 太快\n}", .proto),
            ("enum ErrorCode {\n OK(0, \"成功\"),\n\n // 聊天\n A(7),\n B(8, \"太快\");\n}", .java),
            ("enum ErrorCode {\n OK = 0, // 成功\n\n // 聊天\n A = 7,\n B = 8, // 太快\n}", .typeScript),
            ("package e\nconst (\n OK = 0 // 成功\n\n // 聊天\n A = 7\n B = 8 // 太快\n)", .go),
            ("enum ErrorCode {\n OK = 0, // 成功\n\n /* 聊天 */\n A = 7,\n B = 8, // 太快\n};", .c),
        ] as [(String, DocumentFormat)])
    func headings(text: String, format: DocumentFormat) throws {
        let entries = try DocumentReader.read(text.utf8, format: format).entries
        #expect(entries.map(\.name) == ["成功", "A", "太快"])
        #expect(entries.allSatisfy { $0.description.isEmpty })
    }

    @Test("a line above a constant is its text where most have one, or where documentation is written so")
    func textsAbove() throws {
        let above = "enum ErrorCode {\n // 成功\n OK = 0;\n // 聊天\n A = 7;\n B = 8; // 太快\n}"
        #expect(
            try DocumentReader.read(above.utf8, format: .proto).entries.map(\.name) == ["成功", "聊天", "太快"])
        let documented = "enum E {\n OK = 0, // 成功\n /** 聊天 */\n A = 7,\n B = 8, // 太快\n}"
        #expect(
            try DocumentReader.read(documented.utf8, format: .typeScript).entries.map(\.name)
                == ["成功", "聊天", "太快"])
    }

    @Test("Go: the status of HTTP in a comment is a field, and variables are made of structures")
    func goStructures() throws {
        let text = """
            package code
            const (
            	// Success - 200: OK.
            	ErrSuccess int = iota + 100001

            	// ErrUnknown - 500: Internal server error.
            	ErrUnknown
            )
            var (
            	ErrBind = &Errno{Code: 10002, Message: "Cannot bind."}
            	ErrAuth = errno.Errno{
            		Code: 0x2711,
            		Msg:  "未登录",
            	}
            	client = &http.Client{Timeout: 5}
            )
            """
        let entries = try DocumentReader.read(text.utf8, format: .go).entries
        #expect(
            entries.map { "\($0.code) \($0.name)" } == [
                "100001 OK", "100002 Internal server error", "10002 Cannot bind.", "10001 未登录",
            ])
        #expect(
            entries[1].fields == [
                EntryField(name: "constant", text: "ErrUnknown"), EntryField(name: "HTTP", text: "500"),
            ])
    }

    @Test("Rust: variants with their attributes, and constants")
    func rust() throws {
        let text = """
            //! Errors of the ledger.

            pub const E_BASE: u32 = 40_000u32;
            pub const NAME: &'static str = "x";
            #[derive(Debug, Error)]
            pub enum LedgerError<'a> {
                /// The account has less.
                #[error("insufficient funds")]
                Insufficient(&'a str) = 0x1001u32,
                #[error("{0} is 'frozen'")] #[cfg(feature = "x")]
                Frozen { at: u64, by: char } = E_BASE + 3, // since 2.0
                DayClosed,
            }
            /// 'a' is no text that goes on.
            enum ParseError { #[error(transparent)] Io(std::io::Error),
            /// 空
            Empty }
            """
        #expect(
            try read(text, .rust) == [
                "8 0x1001 insufficient funds | The account has less. | Insufficient",
                "10 40003 {0} is 'frozen' | since 2.0 | Frozen", "12 40004 DayClosed |  | ",
                "15 Io Io |  | ", "17 Empty 空 |  | ",
            ])
    }

    @Test("Python: constants of classes, tuples, and dictionaries of texts")
    func python() throws {
        let text = """
            # -*- coding: utf-8 -*-
            \"\"\"Codes.

            OK = 7
            \"\"\"
            from enum import IntEnum

            TIMEOUT = 30

            class ErrCode(IntEnum):
                OK = 0  # 成功
                #: The worker is lost.
                WORKER_LOST: int = 50301
                BAD = (40001, '参数不合法')
                LATE = 40801, "late"; name = 3

                def f(self, x=1):
                    return {"a": 1}

            LIMIT = 5
            MESSAGES = {ErrCode.OK: "success", ErrCode.NONE: "none", "E9": "nine", **OTHERS, 7: f"{x}"}
            """
        #expect(
            try read(text, .python) == [
                "11 0 成功 | success | OK", "13 50301 The worker is lost |  | WORKER_LOST",
                "14 40001 参数不合法 |  | BAD", "15 40801 late |  | LATE", "21 E9 nine |  | ",
            ])
    }

    @Test("a program is read only where that is asked for, and one without constants is an error")
    func refusals() {
        for (format, ending) in [
            (DocumentFormat.go, "go"), (.java, "java"), (.typeScript, "ts"), (.c, "h"), (.rust, "rs"),
            (.python, "py"),
        ] {
            #expect(DocumentFormat(fileExtension: ending) == format)
            Array("x = 1".utf8).withUnsafeBytes { bytes in
                _ = #expect {
                    try DocumentReader.forEachEntry(in: bytes, fallback: format) { _ in }
                } throws: { error in
                    (error as? DocumentError)?.foreign == .program(format)
                }
            }
            #expect(diagnostics("f(x);".utf8, format: format).map(\.kind) == [.noConstants])
        }
    }
}
