import ArgumentParser

/// What several commands take.
extension ArgumentHelp {
    static var json: Self {
        Self(zh: "每行输出一个 JSON 对象，给程序用。", en: "Print one JSON object a line, for programs.")
    }

    static var code: Self {
        Self(zh: "代码，如 404 或 http:404。", en: "The code, such as 404 or http:404.", .code)
    }

    static var book: Self { Self(zh: "书名，如 http。", en: "The book, such as http.", .book) }

    static var yes: Self { Self(zh: "不问，直接做。", en: "Do not ask for confirmation.") }

    static var noteID: Self {
        Self(zh: "笔记编号的开头，至少四位。", en: "The beginning of the note's ID: four digits or more.", .id)
    }

    static var annotationID: Self {
        Self(zh: "批注编号的开头，至少四位。", en: "The beginning of the annotation's ID: four digits or more.", .id)
    }

    static var newTag: Self { Self(zh: "加一个标签；可以写几次。", en: "A tag; may be given again.", .tag) }

    static var salvage: Self {
        Self(zh: "文件损坏时，写出还能读的内容。", en: "Export what can still be read from a damaged file.")
    }

    static var passage: Self { Self(zh: "原文，一字不差。", en: "The passage, word for word.", .passage) }

    static var occurrence: Self {
        Self(
            zh: "同样的原文有几处时，要第几处。", en: "Which one, where the passage occurs several times.", .number)
    }
}
