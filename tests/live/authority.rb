# Certificates for the lab, made when it runs.
require "openssl"

module Lab
  # A certificate with its key and those that belong above it.
  Identity = Struct.new(:certificate, :key, :above) do
    def chain_pem = ([certificate] + above).map(&:to_pem).join
  end

  module Authority
    DAY = 86_400
    module_function

    def key = OpenSSL::PKey::EC.generate("prime256v1")

    # signer: an Identity, or nil for a certificate that signs itself.
    def issue(common_name, signer: nil, authority: false, sans: [], from: -DAY, to: 365 * DAY)
      own = key
      certificate = OpenSSL::X509::Certificate.new
      certificate.version = 2
      certificate.serial = rand(1..2**62)
      certificate.subject = OpenSSL::X509::Name.new([["CN", common_name]])
      certificate.issuer = signer ? signer.certificate.subject : certificate.subject
      certificate.public_key = own
      certificate.not_before = Time.now + from
      certificate.not_after = Time.now + to
      extend_with(certificate, authority, sans)
      certificate.sign(signer ? signer.key : own, OpenSSL::Digest.new("SHA256"))
      above = signer && signer.above + [signer.certificate]
      Identity.new(certificate, own, (above || []).reject { |each| each.issuer == each.subject })
    end

    def extend_with(certificate, authority, sans)
      factory = OpenSSL::X509::ExtensionFactory.new
      factory.subject_certificate = certificate
      basic = authority ? "CA:TRUE" : "CA:FALSE"
      certificate.add_extension(factory.create_extension("basicConstraints", basic, true))
      return if sans.empty?
      certificate.add_extension(factory.create_extension("subjectAltName", sans.join(",")))
    end
  end
end
