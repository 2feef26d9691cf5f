/// The value of an expression of literals, earlier constants, `+ - * / << |` and brackets.
struct SourceExpression {
    private static let mostTokens = 200

    private let tokens: ArraySlice<SourceToken>
    private let known: [String: SourceValue]
    private var index: Int
    private var depth = 0

    /// Evaluates an expression; nil where it is anything else.
    static func value(_ tokens: ArraySlice<SourceToken>, _ known: [String: SourceValue]) -> SourceValue? {
        let tokens = tokens.filter { $0.kind != .comment }
        guard !tokens.isEmpty, tokens.count < mostTokens else { return nil }
        if tokens.count == 1, tokens[0].kind == .text { return .text(tokens[0].text) }
        var expression = SourceExpression(tokens: tokens[...], known: known, index: 0)
        if tokens.count == 1, tokens[0].kind == .name, case .text(let text) = known[tokens[0].text] {
            return .text(text)
        }
        guard let number = expression.sum(), expression.index == tokens.count else { return nil }
        return .number(number)
    }

    private init(tokens: ArraySlice<SourceToken>, known: [String: SourceValue], index: Int) {
        self.tokens = tokens
        self.known = known
        self.index = index
    }

    private func isNext(_ sign: String) -> Bool { index < tokens.count && tokens[index].isSign(sign) }

    private mutating func sum() -> Int? {
        guard var value = product() else { return nil }
        while index < tokens.count, ["+", "-", "|"].contains(tokens[index].text), tokens[index].kind == .sign
        {
            let sign = tokens[index].text
            index += 1
            guard let next = product() else { return nil }
            switch sign {
            case "+": value = value.addingReportingOverflow(next).partialValue
            case "-": value = value.subtractingReportingOverflow(next).partialValue
            default: value |= next
            }
        }
        return value
    }

    private mutating func product() -> Int? {
        guard var value = atom() else { return nil }
        while index < tokens.count, ["*", "/", "<<"].contains(tokens[index].text), tokens[index].kind == .sign
        {
            let sign = tokens[index].text
            index += 1
            guard let next = atom() else { return nil }
            switch sign {
            case "*": value = value.multipliedReportingOverflow(by: next).partialValue
            case "/":
                guard next != 0, next != -1 else { return nil }
                value /= next
            default:
                guard (0..<63).contains(next) else { return nil }
                value = value << next
            }
        }
        return value
    }

    /// Takes the type and the bracket of a conversion such as `(int32_t)-301`, behind its first bracket.
    private mutating func takeType() -> Bool {
        let words = tokens[index...].prefix { $0.kind == .name && known[$0.text] == nil }
        let end = index + words.count
        guard !words.isEmpty, end + 1 < tokens.count, tokens[end].isSign(")") else { return false }
        let next = tokens[end + 1]
        guard next.kind == .number || next.isSign("-") || next.isSign("(") else { return false }
        index = end + 1
        return true
    }

    private mutating func atom() -> Int? {
        guard index < tokens.count, depth < 32 else { return nil }
        depth += 1
        defer { depth -= 1 }
        let token = tokens[index]
        index += 1
        switch token.kind {
        case .number: return SourceNumber.value(token.text)
        case .name:
            if case .number(let value) = known[token.text] { return value }
            // A conversion such as Code(5).
            guard isNext("(") else { return nil }
            return atom()
        case .sign where token.text == "-": return atom().map { 0 &- $0 }
        case .sign where token.text == "+": return atom()
        case .sign where token.text == "(":
            if takeType() { return atom() }
            let value = sum()
            guard isNext(")") else { return nil }
            index += 1
            return value
        case .sign, .text, .comment: return nil
        }
    }
}
