package import WIT

package enum EmbeddedWIT {
  package static let arithmeticOverflow: [WITSource] = []
  package static let integers: [WITSource] = []
}
