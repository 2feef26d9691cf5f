import KBText
import Testing

@testable import KBPresentation

@Suite("differences of texts on a terminal")
struct DifferenceTextTests {
    private static let (old, new) = ("请求超时，请稍后重试，或联系值班的同事处理。", "请求已超时，请在五分钟以后重试，或联系值班的同事处理。")

    private func lines(width: Int, hasColor: Bool) -> [String] {
        var text = DifferenceText(
            on: Terminal(isInteractive: true, width: width, hasColor: hasColor), isOnOneLine: true)
        text.add(from: Self.old, to: Self.new)
        return text.lines(width: width)
    }

    @Test("colour takes no columns: each line but the last is filled", arguments: [10, 20, 30, 200])
    func widths(width: Int) {
        let words = lines(width: width, hasColor: true).map { $0.replacing(/\u{1B}\[[0-9;]*m/, with: "") }
        #expect(words.allSatisfy { DisplayWidth.of($0) <= width }, "\(words)")
        #expect(words.dropLast().allSatisfy { DisplayWidth.of($0) >= width - 6 }, "\(words)")
    }

    @Test("a colour ends with its line, and begins anew on the next", arguments: [10, 20, 30, 200])
    func colors(width: Int) {
        for line in lines(width: width, hasColor: true) {
            let codes = line.matches(of: /\u{1B}\[([0-9;]*)m/).map(\.1)
            #expect(
                codes.count.isMultiple(of: 2) && codes.last.map { ["", "0", "39"].contains($0) } != false)
        }
    }

    @Test("without colour, brackets say what was there and what is")
    func brackets() {
        #expect(
            lines(width: 200, hasColor: false)
                == ["请求{+已+}超时，请[-稍-]{+在五分钟以+}后重试，或联系值班的同事处理。"])
    }
}
