import ComponentBinary
import CoreText
import Testing

@testable import ComponentText
