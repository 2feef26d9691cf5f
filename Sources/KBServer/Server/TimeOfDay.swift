import Glibc
import KBPresentation

/// The present time as the file has times.
enum TimeOfDay {
    static var now: String { TimeText.utc(time(nil)) }
}
