# What may answer in a server's place, on a port of its own. Each keeps every byte that
# it is sent, decrypted where it can.
require "openssl"
require "socket"

module Lab
  class StandIn
    attr_reader :port

    def initialize(&talk)
      @listener = TCPServer.new("127.0.0.1", 0)
      @port = @listener.addr[1]
      @heard = +"".b
      @guard = Mutex.new
      @talk = talk
      @thread = Thread.new { serve }
    end

    def heard = @guard.synchronize { @heard.dup }

    def stop
      @thread.kill
      @listener.close
    end

    # Up to `size` bytes, which are kept; nil at the end.
    def read(socket, size)
      bytes = socket.readpartial(size)
      @guard.synchronize { @heard << bytes }
      bytes
    rescue EOFError, SystemCallError, OpenSSL::SSL::SSLError
      nil
    end

    def drain(socket)
      nil while read(socket, 4096)
    end

    private

    def serve
      loop do
        socket = @listener.accept
        Thread.new do
          @talk.call(self, socket)
        rescue SystemCallError, IOError, OpenSSL::SSL::SSLError
          nil
        ensure
          socket.close
        end
      end
    end
  end

  SSL_REQUEST = [8, 80_877_103].pack("NN").freeze
  # AuthenticationCleartextPassword
  ASK_CLEARTEXT = ["R", 8, 3].pack("aNN").freeze

  module StandIns
    module_function

    def http
      StandIn.new do |self_, socket|
        self_.read(socket, 64)
        socket.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
      end
    end

    def silent = StandIn.new { |self_, socket| self_.drain(socket) }

    def hanging_up = StandIn.new { |self_, socket| self_.read(socket, 64) }

    # Denies TLS and asks for the password in clear.
    def denying_tls
      StandIn.new do |self_, socket|
        first = self_.read(socket, 4096)
        if first == SSL_REQUEST
          socket.write("N")
          self_.read(socket, 4096)
        end
        socket.write(ASK_CLEARTEXT)
        self_.drain(socket)
      end
    end

    # Speaks TLS with its own certificate and asks for the password in clear.
    def man_in_the_middle(identity)
      context = OpenSSL::SSL::SSLContext.new
      context.cert = identity.certificate
      context.key = identity.key
      context.extra_chain_cert = identity.above
      StandIn.new do |self_, socket|
        if self_.read(socket, 8) == SSL_REQUEST
          socket.write("S")
          tls = OpenSSL::SSL::SSLSocket.new(socket, context)
          tls.accept
          self_.read(tls, 4096)
          tls.write(ASK_CLEARTEXT)
          self_.drain(tls)
        else
          socket.write(ASK_CLEARTEXT)
          self_.drain(socket)
        end
      end
    end

    # What a pooler says that has no routine names: RDS Proxy, Neon, PgBouncer.
    def pooler(code, sentence)
      StandIn.new do |self_, socket|
        if self_.read(socket, 4096) == SSL_REQUEST
          socket.write("N")
          self_.read(socket, 4096)
        end
        fields = "SFATAL\0C#{code}\0M#{sentence}\0\0"
        socket.write(["E", fields.bytesize + 4].pack("aN") + fields)
      end
    end
  end
end
