//! From where a request comes: for limits, and for the log, which never names an address.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request},
    http::HeaderMap,
};

/// A network that requests come from: one address of IPv4, a /64 of IPv6, of which anybody has all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Netwerk(IpAddr);

impl Netwerk {
    /// The network of an address.
    fn van(adres: IpAddr) -> Self {
        Self(match adres.to_canonical() {
            IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64).into(),
            v4 @ IpAddr::V4(_) => v4,
        })
    }
}

/// From where a request comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Afzender {
    /// This machine itself.
    Machine,
    /// Straight from a network.
    Direct(Netwerk),
    /// From a network, by way of a server in front of this one.
    Proxy(Netwerk),
}

impl Afzender {
    /// The sender of a request. A request without a connection is made inside this process.
    pub fn van(request: &Request, proxys: &[IpAddr]) -> Self {
        let verbinding = request.extensions().get::<ConnectInfo<SocketAddr>>();
        verbinding.map_or(Self::Machine, |ConnectInfo(adres)| {
            bepaal(adres.ip(), &doorgestuurd(request.headers()), proxys)
        })
    }

    /// The network, of which only so many requests are answered; none for this machine.
    pub const fn netwerk(self) -> Option<Netwerk> {
        match self {
            Self::Machine => None,
            Self::Direct(netwerk) | Self::Proxy(netwerk) => Some(netwerk),
        }
    }

    /// The word for the log.
    pub const fn woord(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Direct(_) => "direct",
            Self::Proxy(_) => "proxy",
        }
    }
}

/// The addresses that the servers on the way wrote down, in their order.
fn doorgestuurd(headers: &HeaderMap) -> Vec<&str> {
    let regels = headers.get_all("x-forwarded-for").iter();
    regels
        .flat_map(|regel| regel.to_str().unwrap_or("?").split(','))
        .map(str::trim)
        .collect()
}

/// The sender, of the address at the other end of the connection and what that says of others. Only a
/// known proxy is believed, and of what it passes on only what it or another known one wrote: the last
/// that is none of them. What stands before that, anybody can make up.
fn bepaal(ander: IpAddr, doorgestuurd: &[&str], proxys: &[IpAddr]) -> Afzender {
    let ander = ander.to_canonical();
    if !proxys.contains(&ander) {
        return if ander.is_loopback() {
            Afzender::Machine
        } else {
            Afzender::Direct(Netwerk::van(ander))
        };
    }
    for deel in doorgestuurd.iter().rev() {
        match lees(deel) {
            Some(adres) if proxys.contains(&adres) => {}
            Some(adres) => return Afzender::Proxy(Netwerk::van(adres)),
            // It passes on something that is no address: then all of this is one sender.
            None => return Afzender::Proxy(Netwerk::van(ander)),
        }
    }
    // The proxy asks for itself.
    if ander.is_loopback() {
        Afzender::Machine
    } else {
        Afzender::Direct(Netwerk::van(ander))
    }
}

/// An address as proxies write it: bare, in brackets, with or without a port.
fn lees(tekst: &str) -> Option<IpAddr> {
    let kaal = tekst.trim_start_matches('[').trim_end_matches(']');
    let adres = kaal.parse().ok();
    let adres = adres.or_else(|| Some(tekst.parse::<SocketAddr>().ok()?.ip()));
    adres.map(|a: IpAddr| a.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn netwerk(adres: &str) -> Netwerk {
        Netwerk::van(adres.parse().unwrap())
    }

    #[test]
    fn only_a_known_proxy_is_believed() {
        let proxys: Vec<IpAddr> = ["10.0.0.2", "10.0.0.3", "127.0.0.1"]
            .map(|p| p.parse().unwrap())
            .into();
        let direct = |adres: &str| Afzender::Direct(netwerk(adres));
        let proxy = |adres: &str| Afzender::Proxy(netwerk(adres));
        for (ander, doorgestuurd, verwacht) in [
            // Nobody in between.
            ("192.0.2.7", "", direct("192.0.2.7")),
            ("::ffff:192.0.2.7", "", direct("192.0.2.7")),
            ("::1", "", Afzender::Machine),
            // A stranger says it passes something on.
            ("192.0.2.7", "198.51.100.9", direct("192.0.2.7")),
            ("192.0.2.7", "127.0.0.1", direct("192.0.2.7")),
            ("::1", "198.51.100.9", Afzender::Machine),
            // A known proxy, and two.
            ("10.0.0.2", "198.51.100.9", proxy("198.51.100.9")),
            ("127.0.0.1", "198.51.100.9", proxy("198.51.100.9")),
            ("::ffff:10.0.0.2", "198.51.100.9", proxy("198.51.100.9")),
            ("10.0.0.2", "198.51.100.9, 10.0.0.3", proxy("198.51.100.9")),
            (
                "10.0.0.2",
                "203.0.113.1, 198.51.100.9",
                proxy("198.51.100.9"),
            ),
            ("10.0.0.2", "127.0.0.1, 198.51.100.9", proxy("198.51.100.9")),
            // Who comes by way of a proxy is never this machine.
            ("10.0.0.2", "::1", proxy("::1")),
            // As proxies write it.
            ("10.0.0.2", "198.51.100.9:4711", proxy("198.51.100.9")),
            ("10.0.0.2", "[2001:db8::1]:4711", proxy("2001:db8::")),
            ("10.0.0.2", "2001:db8::1", proxy("2001:db8::ffff")),
            // Something that is no address.
            ("10.0.0.2", "198.51.100.9, unknown", proxy("10.0.0.2")),
            ("127.0.0.1", "", proxy("127.0.0.1")),
            // It asks for itself.
            ("10.0.0.2", "10.0.0.3", direct("10.0.0.2")),
            ("127.0.0.1", "127.0.0.1", Afzender::Machine),
        ] {
            let delen: Vec<&str> = doorgestuurd.split(',').map(str::trim).collect();
            let is = bepaal(ander.parse().unwrap(), &delen, &proxys);
            assert_eq!(is, verwacht, "{ander} for {doorgestuurd:?}");
        }
        let niets = bepaal("127.0.0.1".parse().unwrap(), &[], &proxys);
        assert_eq!(niets, Afzender::Machine);
    }

    #[test]
    fn a_network_of_ipv6_is_half_an_address() {
        assert_eq!(netwerk("2001:db8:0:1::1"), netwerk("2001:db8:0:1:ffff::2"));
        assert_ne!(netwerk("2001:db8:0:1::1"), netwerk("2001:db8:0:2::1"));
        assert_ne!(netwerk("192.0.2.1"), netwerk("192.0.2.2"));
    }
}
