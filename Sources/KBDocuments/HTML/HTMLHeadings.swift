/// The headings of a web page that begin with a code, as those of Markdown, each with what stands below it.
///
/// One alone is the page of an error. Where headings are numbered and an anchor is called after each number, the numbers
/// are the codes.
struct HTMLHeadings {
    private struct Heading {
        let level: Int
        /// Where what stands below it begins.
        let end: Int
        let entry: MarkdownEntry?
    }

    // What stands there is about the page.
    private static let ends: Set<String> = ["footer", "nav", "aside"]
    private static let closingEnds: Set<String> = ["body", "main", "article"]

    private static let blocks: Set<String> = [
        "br", "p", "div", "section", "table", "tr", "ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote",
    ]

    private let bytes: UnsafeRawBufferPointer
    private var headings: [Heading] = []
    /// Where each heading begins, and other places where what stands below one ends.
    private var stops: [(start: Int, level: Int)] = []

    init(_ bytes: UnsafeRawBufferPointer, from start: Int) {
        self.bytes = bytes
        var tags = HTMLTags(bytes, from: start)
        var open: HTMLTag?
        var anchors: Set<String> = []
        while let tag = tags.next() {
            let level = Self.level(tag.name)
            if Self.ends.contains(tag.name) || tag.isClosing && Self.closingEnds.contains(tag.name) {
                stops.append((tag.start, 0))
            }
            if !tag.isClosing, tag.attributes > 0 {
                anchors.formUnion(
                    Self.values(copied(bytes, from: tag.start, to: min(tag.end, tag.start + 256))))
            }
            guard let level else { continue }
            if !tag.isClosing {
                open = tag
                stops.append((tag.start, level))
            } else if let first = open, first.name == tag.name {
                let text = Self.text(of: bytes, from: first.end, to: tag.start).collapsingWhiteSpace
                headings.append(
                    Heading(
                        level: level, end: tag.end,
                        entry: MarkdownEntry(heading: text, line: first.line)
                            ?? Self.numbered(text, anchors, line: first.line)))
                open = nil
            }
        }
    }

    /// The entries of the level that has the most; none where most headings of each have no code.
    var entries: [Entry] {
        let levels = Dictionary(grouping: headings, by: \.level).mapValues { headings in
            (all: headings.count, codes: headings.count { $0.entry != nil })
        }.filter { $1.codes > 1 && $1.codes * 2 >= $1.all }
        guard
            let best = levels.max(by: { ($0.value.codes, $1.key) < ($1.value.codes, $0.key) })?.key
        else { return [] }
        var entries: [Entry] = []
        var place = 0
        for heading in headings where heading.level == best {
            guard var entry = heading.entry else { continue }
            while place < stops.count, stops[place].start < heading.end || stops[place].level > best {
                place += 1
            }
            entry.add(
                Self.text(
                    of: bytes, from: heading.end, to: place < stops.count ? stops[place].start : bytes.count))
            entries.append(entry.entry)
        }
        return entries
    }

    /// What a browser shows of a part of a page.
    ///
    /// Tags are taken out before, so that they cannot make a huge tree.
    private static func text(of bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> String {
        var text = Array("<tr><td>".utf8)
        var tags = HTMLTags(UnsafeRawBufferPointer(rebasing: bytes[..<end]), from: start)
        var place = start
        while let tag = tags.next() {
            text += bytes[place..<tag.start]
            if blocks.contains(tag.name) || level(tag.name) != nil { text += "<br>".utf8 }
            if tag.name == "td" || tag.name == "th" { text += " ".utf8 }
            place = HTMLTags.raw.contains(tag.name) && !tag.isClosing ? tags.offset : tag.end
        }
        text += bytes[place..<end]
        return text.withUnsafeBytes { HTMLRows($0) }.rows.first?.cells.first?.text ?? ""
    }

    private static func level(_ name: String) -> Int? {
        guard name.hasPrefix("h"), name.count == 2, let level = name.last?.wholeNumberValue, 1...6 ~= level
        else { return nil }
        return level
    }

    /// The values of attributes that name a place of the page.
    private static func values(_ tag: String) -> [String] {
        ["name=", "id="].compactMap { name in
            tag.firstRange(of: " " + name).map { range in
                String(tag[range.upperBound...].drop { "\"'".contains($0) }.prefix { !"\"' >".contains($0) })
            }
        }
    }

    /// A heading such as `1. Unknown error` whose number an anchor has for its name.
    private static func numbered(_ text: String, _ anchors: Set<String>, line: Int) -> MarkdownEntry? {
        let number = text.prefix { $0.isASCII && $0.isNumber }
        let name = text.dropFirst(number.count).drop { ".):、：".contains($0) || $0.isWhitespace }
        guard !number.isEmpty, !name.isEmpty, anchors.contains(String(number)) else { return nil }
        return MarkdownEntry(code: String(number), name: String(name), line: line)
    }
}
