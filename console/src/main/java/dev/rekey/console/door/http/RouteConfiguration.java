package dev.rekey.console.door.http;

import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.access.Introductions;
import dev.rekey.console.door.access.TwoPersons;
import dev.rekey.console.door.consumption.VersionWatch;
import dev.rekey.console.door.enrolment.Enrolling;
import dev.rekey.console.door.intake.IntakeDesk;
import dev.rekey.console.door.intake.Reporting;
import dev.rekey.console.door.rotation.Planning;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every route of the API, each made by hand from the services that it needs. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {
  @Bean
  HealthRoutes healthRoutes(DoorServices services) {
    return new HealthRoutes(services);
  }

  @Bean
  CredentialViews credentialViews(DoorServices services) {
    return new CredentialViews(services);
  }

  @Bean
  CredentialRoutes credentialRoutes(DoorServices services, CredentialViews views) {
    Enrolling enrolling =
        new Enrolling(services.inventory(), services.store(), services.targets(), services.clock());
    return new CredentialRoutes(enrolling, services.inventory(), views);
  }

  @Bean
  RolloverRoutes rolloverRoutes(DoorServices services) {
    return new RolloverRoutes(services);
  }

  @Bean
  AuthorityRoutes authorityRoutes(DoorServices services) {
    return new AuthorityRoutes(services);
  }

  @Bean
  DiscoveryRoutes discoveryRoutes(DoorServices services) {
    return new DiscoveryRoutes(services);
  }

  @Bean
  CareRoutes careRoutes(DoorServices services, CredentialViews views) {
    return new CareRoutes(services, views);
  }

  @Bean
  StatusRoutes statusRoutes(DoorServices services, CredentialViews views, IntakeDesk desk) {
    return new StatusRoutes(services, views, desk);
  }

  @Bean
  RotationRoutes rotationRoutes(DoorServices services) {
    Planning planning =
        new Planning(
            services.store(), services.consumers(), services.targets(), services.rotations());
    return new RotationRoutes(services, planning);
  }

  @Bean
  ForceRoutes forceRoutes(DoorServices services) {
    return new ForceRoutes(
        services.forces(),
        services.rotations(),
        new TwoPersons(services.principals()),
        services.clock());
  }

  @Bean
  SweepRoutes sweepRoutes(DoorServices services) {
    return new SweepRoutes(services);
  }

  @Bean
  IncidentRoutes incidentRoutes(DoorServices services) {
    return new IncidentRoutes(services);
  }

  @Bean
  EvidenceRoutes evidenceRoutes(DoorServices services) {
    return new EvidenceRoutes(services);
  }

  @Bean
  Reporting reporting(DoorServices services) {
    return new Reporting(services.intake(), services.incidents(), services.clock());
  }

  @Bean
  IntakeDesk intakeDesk(DoorServices services, Reporting reporting) {
    return new IntakeDesk(
        services.intake(), services.store(), reporting, services.incidents(), services.clock());
  }

  @Bean
  IntakeRoutes intakeRoutes(DoorServices services, IntakeDesk desk) {
    return new IntakeRoutes(services, desk);
  }

  @Bean
  IntakeSourceRoutes intakeSourceRoutes(DoorServices services, IntakeDesk desk) {
    return new IntakeSourceRoutes(services, desk);
  }

  @Bean
  ScanRoutes scanRoutes(Reporting reporting) {
    return new ScanRoutes(reporting);
  }

  @Bean
  ExerciseRoutes exerciseRoutes(DoorServices services) {
    return new ExerciseRoutes(services);
  }

  @Bean
  SignalRoutes signalRoutes(DoorServices services) {
    return new SignalRoutes(services);
  }

  @Bean
  TriggerRoutes triggerRoutes(DoorServices services) {
    return new TriggerRoutes(services.events());
  }

  @Bean
  ChannelRoutes channelRoutes(DoorServices services) {
    return new ChannelRoutes(services);
  }

  @Bean
  ConsumerRoutes consumerRoutes(DoorServices services) {
    return new ConsumerRoutes(services);
  }

  @Bean
  ConsumptionRoutes consumptionRoutes(DoorServices services, VersionWatch watch) {
    return new ConsumptionRoutes(services, watch);
  }

  @Bean
  PrincipalRoutes principalRoutes(DoorServices services) {
    return new PrincipalRoutes(
        services.principals(), new Introductions(services.principals(), services.clock()));
  }
}
