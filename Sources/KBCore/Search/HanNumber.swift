/// Numbers in Chinese characters: 三十, 一万, 两千五百.
enum HanNumber {
    /// The digits, each at its own place.
    static let digits = Array("零一二三四五六七八九".unicodeScalars)
    /// A single digit is a number where one of these follows: 两小时, 三次.
    private static let measures = Set("秒分小天日周月年次位条笔元层级台张步遍".unicodeScalars)

    /// The numbers of a run of Han characters, and where they stand.
    static func numbers(in run: [Unicode.Scalar]) -> [(range: Range<Int>, value: Int)] {
        var numbers: [(Range<Int>, Int)] = []
        var start = 0
        while start < run.count {
            var end = start
            while end < run.count, digit(run[end]) != nil || power(run[end]) != nil { end += 1 }
            let isNumber = end - start > 1 || end < run.count && end > start && measures.contains(run[end])
            if isNumber, let value = value(of: run[start..<end]) { numbers.append((start..<end, value)) }
            start = max(end, start + 1)
        }
        return numbers
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        scalar == "两" ? 2 : digits.firstIndex(of: scalar)
    }

    private static func power(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "十": 10
        case "百": 100
        case "千": 1_000
        case "万": 10_000
        default: nil
        }
    }

    /// Nil for characters in an order that makes no number, such as 一一.
    private static func value(of run: ArraySlice<Unicode.Scalar>) -> Int? {
        var (total, section) = (0, 0)
        var pending: Int?
        for scalar in run {
            if let digit = digit(scalar) {
                guard pending ?? 0 == 0 else { return nil }
                pending = digit
            } else if let power = power(scalar) {
                guard power < 10_000 else {
                    total += (section + (pending ?? 0)) * power
                    (section, pending) = (0, nil)
                    continue
                }
                section += (pending ?? 1) * power
                pending = nil
            }
        }
        let value = total + section + (pending ?? 0)
        return value > 0 ? value : nil
    }
}
