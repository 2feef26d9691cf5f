extension Table {
    /// How wide a column may be, and where its text stands.
    package struct Column {
        /// The fewest columns that it makes sense with; nil for a column that is never left out.
        var least: Int?
        /// The most columns that it takes.
        var most: Int
        /// Whether it has its short or its long texts, and no width between the two.
        var hasTwoForms: Bool
        /// Whether its text is set to the right.
        var isRight: Bool
        /// Where there is too little room, columns of a lower rank are served first.
        var rank: Int

        package init(
            least: Int? = nil, most: Int = .max, hasTwoForms: Bool = false, isRight: Bool = false,
            rank: Int = 0
        ) {
            self.least = least
            self.most = most
            self.hasTwoForms = hasTwoForms
            self.isRight = isRight
            self.rank = rank
        }

        /// Shares the room of a line among columns.
        ///
        /// All first have the least that they need, then what is left makes them wider, each time in the order of their
        /// ranks.
        ///
        /// - Parameters:
        ///   - columns: The columns.
        ///   - texts: How wide the widest text of each is, with and without its short form; those that are not among
        ///     `columns` are as wide as that.
        ///   - room: The columns of a line.
        /// - Returns: The widths, 0 for a column that is left out.
        static func widths(of columns: [Column], for texts: [(short: Int, whole: Int)], in room: Int) -> [Int]
        {
            var widths = texts.map(\.whole)
            let order = columns.indices.prefix(widths.count).sorted {
                (columns[$0].rank, $0) < (columns[$1].rank, $1)
            }
            var room = room
            var isFirst = true
            for index in order {
                let column = columns[index]
                let gap = isFirst ? 0 : Table.gap
                let whole = min(texts[index].whole, column.most)
                if let least = column.least {
                    let wanted = column.hasTwoForms ? texts[index].short : min(whole, least)
                    widths[index] = wanted > 0 && wanted + gap <= room ? wanted : 0
                } else {
                    widths[index] = min(whole, max(0, room - gap))
                }
                guard widths[index] > 0 else { continue }
                room -= widths[index] + gap
                isFirst = false
            }
            for index in order where widths[index] > 0 {
                let column = columns[index]
                let more = min(texts[index].whole, column.most) - widths[index]
                guard more > 0, room > 0, !column.hasTwoForms || more <= room else { continue }
                widths[index] += min(more, room)
                room -= min(more, room)
            }
            return widths
        }
    }
}
