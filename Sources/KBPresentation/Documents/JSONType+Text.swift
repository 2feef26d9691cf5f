import KBDocuments

extension JSONType {
    /// The type, with its article in English.
    var text: String {
        switch self {
        case .object: message(zh: "对象", en: "an object")
        case .array: message(zh: "数组", en: "an array")
        case .string: message(zh: "字符串", en: "a string")
        case .number: message(zh: "数字", en: "a number")
        case .boolean: message(zh: "布尔值", en: "true or false")
        case .null: message(zh: " null 值", en: "null")
        }
    }
}
