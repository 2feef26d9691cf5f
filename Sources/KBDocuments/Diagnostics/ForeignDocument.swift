import KBText

/// What a document is that is plainly no list of codes.
public enum ForeignDocument: Hashable, Sendable {
    /// An SQLite file, with its `application_id`.
    case database(application: UInt32)
    /// A spreadsheet of Excel or another office program.
    case spreadsheet
    /// A text document of an office program.
    case office
    case pdf
    /// An archive or a compressed file.
    case archive
    case image
    /// A program, or other bytes that are no text.
    case binary
    /// Notes, as `kb export notes` writes them.
    case notes
    case html
    case xml
    case log
    /// Lines as of `/etc/passwd`.
    case passwords
    case source
    /// Source code whose constants are read where that is asked for.
    case program(DocumentFormat)
    case yaml
    /// Statements of SQL.
    case sql
    case asciiDoc
    /// A catalogue of translations of gettext.
    case gettext
    /// A page of the manual, as `man` prints it.
    case manual
    /// Settings under names in brackets, as in an INI file.
    case settings
    case prose

    // Enough to tell by.
    private static let reach = 65_536

    /// Tells by the first bytes what is no text at all; nil for what may be a document.
    package init?(bytes: UnsafeRawBufferPointer) {
        func begins(_ signature: [UInt8]) -> Bool { bytes.starts(with: signature) }
        let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.reach))
        if begins(Array("SQLite format 3\0".utf8)), bytes.count >= 72 {
            self = .database(application: bytes[68..<72].reduce(0) { $0 << 8 | UInt32($1) })
        } else if begins([0x50, 0x4B, 0x03, 0x04]) {
            // The names of files in the archive, or its type.
            if Self.holds(bytes, "xl/") || Self.holds(head, "opendocument.spreadsheet") {
                self = .spreadsheet
            } else if Self.holds(bytes, "word/") || Self.holds(bytes, "ppt/")
                || Self.holds(head, "opendocument.")
            {
                self = .office
            } else {
                self = .archive
            }
        } else if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = Self.holds(bytes, "W\0o\0r\0d\0D\0o\0c") ? .office : .spreadsheet
        } else if begins(Array("%PDF-".utf8)) {
            self = .pdf
        } else if begins([0x1F, 0x8B]) || begins([0x28, 0xB5, 0x2F, 0xFD])
            || begins(Array("BZh".utf8) + [0x31])
            || begins(Array("BZh9".utf8)) || begins([0xFD, 0x37, 0x7A, 0x58, 0x5A])
            || begins([0x37, 0x7A, 0xBC, 0xAF])
        {
            self = .archive
        } else if begins([0x89, 0x50, 0x4E, 0x47]) || begins([0xFF, 0xD8, 0xFF]) || begins(Array("GIF8".utf8))
        {
            self = .image
        } else if !begins([0xFF, 0xFE]), !begins([0xFE, 0xFF]), Self.isBinary(head) {
            self = .binary
        } else {
            return nil
        }
    }

    /// Tells from the first lines what text is no list of codes; nil for what may be one.
    ///
    /// What looks like text may be anything. Of what looks like another format, only that is told whose rows are like
    /// those of a table.
    init?(text bytes: UnsafeRawBufferPointer, from start: Int, as format: DocumentFormat = .text) {
        let end = min(bytes.count, start + Self.reach)
        let part = UnsafeRawBufferPointer(rebasing: bytes[..<end])
        var lines: [TextLine] = []
        var reader = Lines(part, from: start)
        while lines.count < 400, let line = reader.next() {
            let text = copied(part, from: line.start, to: min(line.end, line.start + 1000))
            if !text.collapsingOuterWhiteSpace.isEmpty { lines.append(TextLine(text)) }
        }
        guard let first = lines.first else { return nil }
        func share(_ isSo: (TextLine) -> Bool) -> Double {
            Double(lines.count(where: isSo)) / Double(lines.count)
        }
        if first.isHTML {
            guard format == .text else { return nil }
            self = .html
        } else if lines.contains(where: \.opensSQL), share(\.isSQL) > 0.3 || lines.last?.isSQLEnd == true {
            self = .sql
        } else if lines.contains(where: { $0.text == "|===" }) {
            self = .asciiDoc
        } else if format != .text {
            return nil
        } else if lines.contains(where: { $0.text.hasPrefix("msgid \"") }),
            lines.contains(where: { $0.text.hasPrefix("msgstr \"") })
        {
            self = .gettext
        } else if lines.count(where: \.isManualHeading) > 1 {
            self = .manual
        } else if first.text.hasPrefix("<?xml") || first.text.hasPrefix("<"), share(\.isMarkup) > 0.5 {
            self = .xml
        } else if share(\.isPasswd) > 0.8 {
            self = .passwords
        } else if share(\.hasTime) > 0.6 {
            self = .log
        } else if share(\.hasCode) < 0.5,
            share(\.isSource) > 0.4
                || (first.opensSource || first.text.hasPrefix("//") || first.text.hasPrefix("\"\"\""))
                    && share(\.isSource) > 0.1
        {
            // The reader of C knows what enumerations look like in most languages.
            self = lines.contains(where: \.opensEnumeration) ? .program(.c) : .source
        } else if first.text == "---" || share(\.isYAML) > 0.7 && lines.contains(where: \.isYAMLParent) {
            self = .yaml
        } else if Self.areSettings(lines) {
            self = .settings
        } else if lines.count > 1, !lines.contains(where: \.hasCode) {
            self = .prose
        } else {
            return nil
        }
    }

    /// Whether nearly all lines are sections in brackets and settings below them, whose keys are no codes.
    private static func areSettings(_ lines: [TextLine]) -> Bool {
        let keys = lines.compactMap(\.settingKey)
        let codes = keys.count { key in CodeShape(of: key).map { $0 != .identifier } == true }
        let sections = lines.count(where: \.isSection)
        let remarks = lines.count { $0.text.hasPrefix(";") || $0.text.hasPrefix("#") }
        return sections > 0 && !keys.isEmpty && codes * 2 <= keys.count
            && (keys.count + sections + remarks) * 5 >= lines.count * 4
    }

    /// Whether the first line is a revision of a note.
    static func isNotes(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Bool {
        guard start < bytes.count, bytes[start] == 0x7B else { return false }
        var lines = Lines(UnsafeRawBufferPointer(rebasing: bytes.prefix(start + reach)), from: start)
        return lines.next().map { TextLine(copied(bytes, from: $0.start, to: $0.end)).isNote } ?? false
    }

    /// Whether bytes have a NUL, or so many that are no text of any encoding.
    private static func isBinary(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if bytes.prefix(8192).contains(0) {
            // One NUL in a text is a fault on its line; a program has many.
            return bytes.prefix(8192).count { $0 == 0 } > 8
        }
        let controls = bytes.count { $0 < 0x20 && !(0x07...0x0D).contains($0) && $0 != 0x1B }
        return controls > 64 && controls * 10 > bytes.count
    }

    private static func holds(_ bytes: UnsafeRawBufferPointer, _ text: String) -> Bool {
        let wanted = Array(text.utf8)
        var index = 0
        while index < bytes.count, let found = bytes.firstIndex(of: wanted[0], from: index, to: bytes.count) {
            if bytes[found...].starts(with: wanted) { return true }
            index = found + 1
        }
        return false
    }
}

/// A line of text, and what it may be one of.
private struct TextLine {
    /// The line without white space at its ends.
    let text: String
    let isIndented: Bool

    init(_ line: String) {
        text = line.collapsingOuterWhiteSpace
        isIndented = line.first?.isWhitespace == true
    }

    var isHTML: Bool {
        let start = text.prefix(15).lowercased()
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html") || start.hasPrefix("<head")
            || start.hasPrefix("<body") || start.hasPrefix("<table") || start.hasPrefix("<div")
    }

    var isMarkup: Bool { text.hasPrefix("<") || text.hasSuffix(">") }

    /// A revision of a note.
    var isNote: Bool {
        text.hasPrefix("{") && text.contains("\"note\":\"") && text.contains("\"parents\":")
            && text.contains("\"revision\":\"")
    }

    var isPasswd: Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 5 && parts[2].allSatisfy(\.isNumber) && parts[3].allSatisfy(\.isNumber)
            && !parts[2].isEmpty && parts.last?.hasPrefix("/") == true
    }

    /// Whether a time of day stands near the beginning.
    var hasTime: Bool {
        let head = Array(text.utf8.prefix(80))
        guard head.count > 7 else { return false }
        return (0...head.count - 8).contains { index in
            head[index..<index + 8].enumerated().allSatisfy { place, byte in
                place == 2 || place == 5 ? byte == 0x3A : (0x30...0x39).contains(byte)
            }
        }
    }

    private static let keywords: Set<String> = [
        "package", "import", "#include", "#define", "#ifndef", "#ifdef", "#endif", "#pragma", "using",
        "namespace", "const",
        "var", "let", "func", "fn", "def", "class", "public", "private", "protected", "static", "return",
        "if", "else",
        "for", "while", "switch", "case", "struct", "enum", "interface", "type", "export", "from", "pub",
        "use", "module",
        "#!/bin/sh", "#!/bin/bash", "#!/usr/bin/env", "syntax", "message", "template", "throw", "try",
        "catch", "extern",
        "typedef", "unsigned", "int", "void", "echo", "function",
    ]

    private static let openers: Set<String> = [
        "package", "import", "#include", "#define", "#ifndef", "using", "namespace", "const", "func", "def",
        "class",
        "public", "export", "#!/bin/sh", "#!/bin/bash", "#!/usr/bin/env", "<?php", "syntax", "/*", "/**",
        "#pragma",
    ]

    private var firstWord: String { String(text.prefix { !$0.isWhitespace && $0 != "(" }) }

    /// Whether the members of an enumeration follow that C's reader can read.
    var opensEnumeration: Bool { firstWord == "enum" && text.hasSuffix("{") && !text.contains(":") }

    /// A member of an enumeration or of an object: `Success = 0,` or `10001: "成功",`.
    private var isMember: Bool {
        let code = (text.firstRange(of: "//").map { String(text[..<$0.lowerBound]) } ?? text)
            .collapsingOuterWhiteSpace
        guard code.hasSuffix(",") || code.hasSuffix(";"),
            let sign = code.firstIndex(where: { $0 == "=" || $0 == ":" })
        else { return false }
        let value = code[code.index(after: sign)...].dropLast().drop(while: \.isWhitespace)
        return value.first == "\"" && value.last == "\"" && value.count > 1
            || !value.isEmpty && value.allSatisfy { $0.isASCII && ($0.isHexDigit || "x-_".contains($0)) }
                && value.contains(where: \.isNumber)
    }

    var opensSource: Bool {
        Self.openers.contains(firstWord) || text.hasPrefix("\\begin{") || text.hasPrefix("\\documentclass")
    }

    private static let statements = ["insert into ", "create table ", "replace into ", "merge into "]

    /// Whether a statement begins here that fills a table or makes one.
    var opensSQL: Bool {
        let start = text.prefix(20).lowercased()
        return Self.statements.contains(where: start.hasPrefix)
    }

    /// Whether the line is one of SQL's, or a row of values.
    var isSQL: Bool {
        let start = text.prefix(20).lowercased()
        return opensSQL || isSQLEnd || text.hasPrefix("--") || text.hasSuffix("),")
            || ["drop ", "use ", "set ", "values", "select ", "commit", "begin"].contains(
                where: start.hasPrefix)
    }

    var isSQLEnd: Bool { text.hasSuffix(";") }

    private static let manualHeadings: Set<String> = [
        "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "RETURN VALUE", "ERRORS", "FILES",
        "ENVIRONMENT", "EXAMPLES", "DIAGNOSTICS", "AUTHOR", "BUGS", "SEE ALSO", "CONFORMING TO", "NOTES",
        "名称", "描述", "选项", "返回值", "参见", "另见",
    ]

    /// Whether the line is a heading as the pages of the manual have them.
    var isManualHeading: Bool { !isIndented && Self.manualHeadings.contains(text) }

    var isSource: Bool {
        if Self.keywords.contains(firstWord) { return !text.hasSuffix(".") }
        if text.hasPrefix("//") || text.hasPrefix("/*") || text.hasPrefix("*/") { return true }
        return text.hasSuffix("{") || text.hasSuffix("}") || text.hasSuffix(";") || text.hasSuffix("},")
            || text.hasSuffix(");") || text.hasSuffix(".freeze") || text.hasSuffix("\\\\") || isMember
    }

    var isYAML: Bool {
        var rest = text[...]
        while rest.hasPrefix("- ") { rest = rest.dropFirst(2) }
        let key = rest.prefix { $0.isLetter || $0.isNumber || "_-./\"'".contains($0) }
        let after = rest.dropFirst(key.count)
        return !key.isEmpty && (after == ":" || after.hasPrefix(": ")) || text.hasPrefix("#")
            || text.hasPrefix("- ")
    }

    /// A name in brackets, alone on its line.
    var isSection: Bool { text.hasPrefix("[") && text.hasSuffix("]") }

    /// The key of a setting such as `port = 8080`; nil for another line.
    var settingKey: String? {
        guard let sign = text.firstIndex(of: "=") else { return nil }
        let key = String(text[..<sign]).collapsingOuterWhiteSpace
        let isWord = key.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
        return key.isEmpty || !isWord ? nil : key
    }

    /// A key of which the value is on the lines below.
    var isYAMLParent: Bool { isYAML && text.hasSuffix(":") && !text.contains(" ") }

    /// Whether the line begins with what may be a code.
    var hasCode: Bool {
        // A constant of Ruby is an object: `A = { code: 101, … }.freeze`.
        if isMember || text.hasSuffix(".freeze") { return false }
        var text = text
        let wasRead: Bool? = text.withUTF8 { buffer in
            let bytes = UnsafeRawBufferPointer(buffer)
            return LineHead(bytes, from: 0, to: bytes.count).map { _ in true }
        }
        if wasRead == true { return true }
        return CodeShape(of: String(text.prefix { !$0.isWhitespace })) != nil
    }
}
